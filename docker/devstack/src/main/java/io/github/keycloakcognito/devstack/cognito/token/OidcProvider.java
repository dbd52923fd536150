package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * An IAM OIDC provider of the seed. Its key exists in this process only, which mints its tokens,
 * unless the provider is a real one with a JWKS URL.
 *
 * @param arn {@code arn:aws:iam::<account>:oidc-provider/<issuer without scheme>}
 * @param issuer an https URL; http where there is a {@code jwksUri}
 * @param clientIds the audiences it accepts
 * @param jwksUri where its keys are
 */
public record OidcProvider(
    String arn, String issuer, Set<String> clientIds, Optional<URI> jwksUri) {

  /** A provider of an account. */
  public static OidcProvider of(
      String account, String issuer, Set<String> clientIds, Optional<URI> jwksUri) {
    String arn = "arn:aws:iam::" + account + ":oidc-provider/" + host(issuer);
    return new OidcProvider(arn, issuer, clientIds, jwksUri);
  }

  void checkSignature(SignedJWT jwt) throws TokenException {
    if (jwksUri.isPresent()) {
      RemoteKeys.at(jwksUri.get()).checkSignature(jwt);
    } else {
      TokenVerifier.checkSignature(jwt, Keys.forIssuer(issuer));
    }
  }

  String conditionPrefix() {
    return host(issuer);
  }

  private static String host(String issuer) {
    return issuer.substring(issuer.indexOf("://") + "://".length());
  }

  @Override
  public String toString() {
    return "OidcProvider[" + issuer + "]";
  }
}
