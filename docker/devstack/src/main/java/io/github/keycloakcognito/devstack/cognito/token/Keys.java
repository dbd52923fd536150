package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** RSA keys, one per issuer and process: making one takes long enough to slow every test down. */
final class Keys {
  static final String TABLE = "signingKeys";

  private static final int BITS = 2048;
  private static final Map<String, RSAKey> BY_ISSUER = new ConcurrentHashMap<>();

  private Keys() {}

  static RSAKey forIssuer(String issuer) {
    return BY_ISSUER.computeIfAbsent(issuer, Keys::generate);
  }

  /** The key that a state keeps for an issuer; not to be called inside {@link Store#read}. */
  static RSAKey kept(Store store, String issuer) {
    Table<String> keys = store.table(TABLE, String.class);
    String kept = keys.get(issuer).orElseGet(() -> keep(store, keys, issuer));
    try {
      return RSAKey.parse(kept);
    } catch (ParseException e) {
      throw new IllegalStateException("no RSA key in the state for " + issuer, e);
    }
  }

  private static String keep(Store store, Table<String> keys, String issuer) {
    String made = forIssuer(issuer).toJSONString();
    return store.change(
        () -> {
          keys.put(issuer, made);
          return made;
        });
  }

  private static RSAKey generate(String issuer) {
    try {
      return new RSAKeyGenerator(BITS).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no RSA key for " + issuer, e);
    }
  }
}
