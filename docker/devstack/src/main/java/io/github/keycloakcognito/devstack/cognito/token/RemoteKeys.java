package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import io.github.keycloakcognito.devstack.cognito.token.TokenException.Reason;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of a provider that signs its tokens itself: read from its JWKS URL, and kept. */
final class RemoteKeys {
  private static final Map<URI, RemoteKeys> BY_URI = new ConcurrentHashMap<>();

  private final JWKSource<SecurityContext> source;

  private RemoteKeys(URI uri) {
    try {
      // A provider that starts anew has new keys at once, however often it does.
      this.source = JWKSourceBuilder.create(uri.toURL()).rateLimited(false).build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no URL: " + uri, e);
    }
  }

  static RemoteKeys at(URI uri) {
    return BY_URI.computeIfAbsent(uri, RemoteKeys::new);
  }

  void checkSignature(SignedJWT jwt) throws TokenException {
    try {
      for (Key key :
          new JWSVerificationKeySelector<>(JWSAlgorithm.Family.RSA, source)
              .selectJWSKeys(jwt.getHeader(), null)) {
        if (key instanceof RSAPublicKey rsa && jwt.verify(new RSASSAVerifier(rsa))) {
          return;
        }
      }
    } catch (KeySourceException e) {
      throw new TokenException(Reason.UNREACHABLE, "of the token");
    } catch (JOSEException e) {
      // As with keys of our own: an algorithm that cannot be verified is a wrong signature.
    }
    throw new TokenException(Reason.BAD_SIGNATURE, "signature");
  }
}
