package io.github.keycloakcognito.browser;

import java.util.List;
import java.util.Map;

/** A realm that has the theme and its client, but no identity pool. */
final class RealmWithoutPool {

  static final Map<String, Object> REPRESENTATION =
      Map.of(
          "realm",
          "without-pool",
          "enabled",
          true,
          "accountTheme",
          "cognito",
          "clientScopes",
          List.of(scope()),
          "clients",
          List.of(client()),
          "users",
          List.of(user()));

  private RealmWithoutPool() {}

  private static Map<String, Object> scope() {
    return Map.of("name", "cognito", "protocol", "openid-connect");
  }

  private static Map<String, Object> client() {
    return Map.of(
        "clientId",
        "aws-access",
        "publicClient",
        true,
        "redirectUris",
        List.of("/realms/without-pool/account/*"),
        "optionalClientScopes",
        List.of("cognito"));
  }

  private static Map<String, Object> user() {
    return Map.of(
        "username", "dora",
        "enabled", true,
        "email", "dora@example.com",
        "firstName", "Dora",
        "lastName", "Dunn",
        "credentials", List.of(Map.of("type", "password", "value", "dora")),
        "clientRoles", Map.of("account", List.of("manage-account", "view-profile")));
  }
}
