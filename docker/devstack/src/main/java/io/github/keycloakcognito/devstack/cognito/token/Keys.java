package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** RSA keys, one per issuer and process: making one takes long enough to slow every test down. */
final class Keys {
  private static final int BITS = 2048;
  private static final Map<String, RSAKey> BY_ISSUER = new ConcurrentHashMap<>();

  private Keys() {}

  static RSAKey forIssuer(String issuer) {
    return BY_ISSUER.computeIfAbsent(issuer, Keys::generate);
  }

  private static RSAKey generate(String issuer) {
    try {
      return new RSAKeyGenerator(BITS).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no RSA key for " + issuer, e);
    }
  }
}
