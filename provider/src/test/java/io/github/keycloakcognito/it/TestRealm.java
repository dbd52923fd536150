package io.github.keycloakcognito.it;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A realm of its own for a test class: users alice and bob, public clients {@code app} (allowed for
 * the pool) and {@code other} (not allowed), pool {@code default}.
 */
final class TestRealm {

  static final String POOL_TYPE = "io.github.keycloakcognito.pool.IdentityPoolProvider";

  /** The default, Argon2, is meant to take long, and does so at each sign-in. */
  private static final String QUICK_HASH = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

  private static final String KEY_TYPE = "org.keycloak.keys.KeyProvider";

  /** Those of the default length take half of the time in which Keycloak makes a realm. */
  private static final List<Map<String, Object>> QUICK_KEYS =
      List.of(
          key("rsa-generated", Map.of("keySize", List.of("1024"))),
          key("hmac-generated", Map.of("algorithm", List.of("HS512"))),
          key("aes-generated", Map.of()));

  private static final List<String> OPTIONAL =
      List.of(
          "tokenDuration",
          "serviceAccounts",
          "requiredScope",
          "publicDiscovery",
          "minimumAcr",
          "maximumAuthenticationAge",
          "principalTags",
          "linkedProviders",
          "userDeletion",
          "warmUp",
          "accountClient",
          "cliClient");

  private final String name;
  private final URI keycloak;
  private final AdminApi admin;
  private final Http http = new Http();

  private TestRealm(String name, URI keycloak) {
    this.name = name;
    this.keycloak = keycloak;
    this.admin = new AdminApi(keycloak);
  }

  static TestRealm in(Stack stack) {
    return in(stack.url(), stack.nextRealm());
  }

  static TestRealm in(URI keycloak, String name) {
    TestRealm realm = new TestRealm(name, keycloak);
    realm.admin.create(
        "/realms",
        Map.of(
            "realm",
            name,
            "enabled",
            true,
            "eventsEnabled",
            true,
            "passwordPolicy",
            QUICK_HASH,
            "users",
            List.of(user("alice"), user("bob")),
            "clients",
            List.of(client("app"), client("other")),
            "components",
            Map.of(POOL_TYPE, List.of(realm.pool("default", Map.of())), KEY_TYPE, QUICK_KEYS)));
    realm.offerScope("cognito", "app", "other");
    return realm;
  }

  /** A realm that is there already. */
  static TestRealm named(String name, URI keycloak) {
    return new TestRealm(name, keycloak);
  }

  /** The same realm, asked of another node. */
  TestRealm at(URI node) {
    return new TestRealm(name, node);
  }

  /** A component as it stands in a realm file; {@code changes} replace or add settings. */
  Map<String, Object> pool(String alias, Map<String, List<String>> changes) {
    Map<String, List<String>> config = new HashMap<>();
    config.put("alias", List.of(alias));
    config.put("identityPoolId", List.of(Stack.POOL_ID));
    config.put("developerProviderName", List.of(Stack.DEVELOPER_PROVIDER));
    config.put("allowedClients", List.of("app", "service"));
    config.putAll(changes);
    return Map.of("name", alias, "providerId", "cognito", "config", config);
  }

  /** Replaces settings of the default pool; the others go back to their defaults. */
  void changePool(Map<String, List<String>> changes) {
    String id =
        admin
            .get(path("/components?type=" + POOL_TYPE + "&name=default"))
            .path(0)
            .path("id")
            .asText();
    // An update keeps what it does not name.
    Map<String, List<String>> all = new HashMap<>();
    OPTIONAL.forEach(name -> all.put(name, List.of("")));
    all.putAll(changes);
    Map<String, Object> changed = new HashMap<>(pool("default", all));
    changed.put("id", id);
    changed.put("providerType", POOL_TYPE);
    admin.put(path("/components/" + id), changed);
  }

  static Map<String, Object> user(String username) {
    return Map.of(
        "username",
        username,
        "enabled",
        true,
        "firstName",
        username,
        "lastName",
        "Test",
        "email",
        username + "@example.org",
        "emailVerified",
        true,
        "credentials",
        List.of(Map.of("type", "password", "value", username, "temporary", false)));
  }

  static Map<String, Object> client(String clientId) {
    return Map.of(
        "clientId",
        clientId,
        "enabled",
        true,
        "publicClient",
        true,
        "directAccessGrantsEnabled",
        true,
        "redirectUris",
        List.of("http://localhost:3000/*"),
        "webOrigins",
        List.of("http://localhost:3000"));
  }

  private static Map<String, Object> key(String provider, Map<String, List<String>> config) {
    return Map.of("name", provider, "providerId", provider, "config", config);
  }

  /** Makes a client scope, which the pool's creation has made already, optional for clients. */
  void offerScope(String scope, String... clientIds) {
    String scopeId = null;
    for (var candidate : admin.get(path("/client-scopes"))) {
      if (candidate.path("name").asText().equals(scope)) {
        scopeId = candidate.path("id").asText();
      }
    }
    for (String clientId : clientIds) {
      admin.put(
          path("/clients/" + clientUuid(clientId) + "/optional-client-scopes/" + scopeId),
          Map.of());
    }
  }

  String clientUuid(String clientId) {
    return admin.get(path("/clients?clientId=" + clientId)).path(0).path("id").asText();
  }

  String userId(String username) {
    return admin.get(path("/users?exact=true&username=" + username)).path(0).path("id").asText();
  }

  /** An access token of {@code username}, whose password is its name, with the scope cognito. */
  String accessToken(String username, String clientId) {
    return tokens(username, clientId, "openid cognito").text("access_token");
  }

  Answer tokens(String username, String clientId, String scope) {
    Answer answer =
        http.send(
            Http.form(
                tokenEndpoint(),
                Map.of(
                    "grant_type", "password",
                    "client_id", clientId,
                    "username", username,
                    "password", username,
                    "scope", scope)));
    if (answer.status() != 200) {
      throw new AssertionError("sign-in: " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  URI tokenEndpoint() {
    return URI.create(keycloak + "/realms/" + name + "/protocol/openid-connect/token");
  }

  /**
   * @param path below {@code /realms/{realm}/cognito}
   */
  URI door(String path) {
    return URI.create(keycloak + "/realms/" + name + "/cognito" + path);
  }

  /** {@code POST token} with a bearer token. */
  Answer exchange(String accessToken) {
    return http.send(
        Http.form(door("/token"), Map.of()).header("Authorization", "Bearer " + accessToken));
  }

  /** {@code GET credentials} with a bearer token. */
  Answer credentials(String accessToken) {
    return http.send(
        Http.request(door("/credentials")).header("Authorization", "Bearer " + accessToken));
  }

  /** The details of the events of a type, newest first. */
  List<Map<String, String>> events(String type) {
    List<Map<String, String>> found = new ArrayList<>();
    for (var event : admin.get(path("/events?max=1000&type=" + type))) {
      Map<String, String> details = new HashMap<>();
      event
          .path("details")
          .properties()
          .forEach(e -> details.put(e.getKey(), e.getValue().asText()));
      details.put("clientId", event.path("clientId").asText());
      details.put("userId", event.path("userId").asText());
      details.put("error", event.path("error").asText());
      found.add(details);
    }
    return found;
  }

  /**
   * @param path below {@code /admin/realms/{realm}}
   */
  URI adminUri(String path) {
    return URI.create(keycloak + "/admin" + path(path));
  }

  String path(String below) {
    return "/realms/" + name + below;
  }

  String name() {
    return name;
  }

  AdminApi admin() {
    return admin;
  }

  Http http() {
    return http;
  }
}
