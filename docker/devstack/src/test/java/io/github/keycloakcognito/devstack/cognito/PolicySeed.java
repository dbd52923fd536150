package io.github.keycloakcognito.devstack.cognito;

import java.io.IOException;
import java.util.Locale;

/** A seed whose roles have the trust policies of docker/aws. */
final class PolicySeed {
  static final String OTHER_POOL = "eu-west-1:a3000000-0000-4000-8000-000000000002";
  static final String GOOGLE = "accounts.google.com";
  private static final String ROLES = "arn:aws:iam::123456789012:role/";
  static final String USERS = ROLES + "Users";
  static final String GUESTS = ROLES + "Guests";
  static final String KEYCLOAK = ROLES + "Keycloak";
  static final String KEYCLOAK_IN_A_POD = ROLES + "KeycloakInAPod";

  private PolicySeed() {}

  /** The other pool names our roles as its own, as somebody would who wants to be let in. */
  static String json() throws IOException {
    return """
        {"account": "123456789012",
         "pools": [
           {"id": "%1$s", "name": "ours", "developerProviderName": "%2$s",
            "allowUnauthenticatedIdentities": true, "allowClassicFlow": true,
            "supportedLoginProviders": {"%3$s": "google-app"},
            "roles": {"authenticated": "%4$s", "unauthenticated": "%5$s"}},
           {"id": "%6$s", "name": "another", "developerProviderName": "%2$s",
            "allowUnauthenticatedIdentities": true, "allowClassicFlow": true,
            "roles": {"authenticated": "%4$s", "unauthenticated": "%5$s"}}],
         "roles": [%7$s, %8$s, %9$s, %10$s],
         "accessKeys": [{"id": "%11$s", "secret": "%12$s",
           "userArn": "arn:aws:iam::123456789012:user/somebody", "userId": "AIDATESTSOMEBODYXXXXX"}],
         "loginProviders": [{"name": "%3$s"}],
         "oidcProviders": [{"issuer": "https://%13$s", "clientIds": ["sts.amazonaws.com", "else"]}]}
        """
        .formatted(
            Policies.POOL,
            Policies.PROVIDER,
            GOOGLE,
            USERS,
            GUESTS,
            OTHER_POOL,
            role(USERS, "authenticated-trust"),
            role(GUESTS, "guest-trust"),
            role(KEYCLOAK, "keycloak-irsa-trust"),
            role(KEYCLOAK_IN_A_POD, "keycloak-pod-identity-trust"),
            Cognito.KEY.accessKeyId(),
            Cognito.KEY.secretAccessKey(),
            Policies.OIDC);
  }

  private static String role(String arn, String trust) throws IOException {
    String id = "AROATEST" + arn.substring(ROLES.length()).toUpperCase(Locale.ROOT);
    return "{\"arn\": \"%s\", \"id\": \"%s\", \"trustPolicy\": %s}"
        .formatted(arn, id, Policies.rendered(trust));
  }
}
