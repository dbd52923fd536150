package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.util.Set;

/**
 * An IAM OIDC provider of the seed. Its key exists in this process only, which mints its tokens.
 *
 * @param arn {@code arn:aws:iam::<account>:oidc-provider/<issuer without scheme>}
 * @param issuer an https URL
 * @param clientIds the audiences it accepts
 */
public record OidcProvider(String arn, String issuer, Set<String> clientIds) {

  /** A provider of an account. */
  public static OidcProvider of(String account, String issuer, Set<String> clientIds) {
    String arn = "arn:aws:iam::" + account + ":oidc-provider/" + host(issuer);
    return new OidcProvider(arn, issuer, clientIds);
  }

  /** Private, to mint with; made when it is first asked for. */
  RSAKey key() {
    return Keys.forIssuer(issuer);
  }

  String conditionPrefix() {
    return host(issuer);
  }

  private static String host(String issuer) {
    return issuer.substring("https://".length());
  }

  @Override
  public String toString() {
    return "OidcProvider[" + issuer + "]";
  }
}
