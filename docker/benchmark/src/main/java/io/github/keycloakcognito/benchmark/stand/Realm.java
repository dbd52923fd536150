package io.github.keycloakcognito.benchmark.stand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A realm with users {@code user-0}, {@code user-1}, …; the public client {@code app}, which may
 * exchange; the confidential client {@code backend}, whose secret is its name and which may
 * exchange tokens by Keycloak's standard token exchange; and a pool.
 */
public final class Realm {

  /** Meant for sign-ins that are not what is measured. */
  private static final String QUICK_HASH = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

  private static final String POOL_TYPE = "io.github.keycloakcognito.pool.IdentityPoolProvider";
  private static final int SIGN_INS_AT_ONCE = 8;

  /** Of all users. */
  private static final String PASSWORD = "password";

  /** Longer than any run. */
  private static final int TOKEN_SECONDS = 6 * 3600;

  private final URI server;
  private final String name;

  private Realm(URI server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Settings in which realms of the benchmark differ. */
  public record Settings(
      String name, int users, boolean quickHash, List<String> listeners, Map<String, String> pool) {

    /** With a password hash that costs nothing, Keycloak's own listener and a pool as it comes. */
    public static Settings of(String name, int users) {
      return new Settings(name, users, true, List.of("jboss-logging"), Map.of());
    }

    /** The same with Keycloak's default password hash. */
    public Settings withDefaultHash() {
      return new Settings(name, users, false, listeners, pool);
    }

    /** The same with other event listeners. */
    public Settings withListeners(String... others) {
      return new Settings(name, users, quickHash, List.of(others), pool);
    }

    /** The same with a setting of its pool. */
    public Settings withPool(String setting, String value) {
      Map<String, String> changed = new HashMap<>(pool);
      changed.put(setting, value);
      return new Settings(name, users, quickHash, listeners, changed);
    }
  }

  /** Makes one, unless it is there. */
  static Realm make(URI server, Settings settings) {
    Realm realm = new Realm(server, settings.name());
    if (Http.send(realm.admin("").GET().build()).statusCode() == 404) {
      realm.create(settings);
    }
    return realm;
  }

  /** The same realm at another node. */
  public Realm at(URI node) {
    return new Realm(node, name);
  }

  private void create(Settings settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("realm", name);
    all.put("enabled", true);
    all.put("eventsEnabled", true);
    all.put("eventsListeners", settings.listeners());
    all.put("accessTokenLifespan", TOKEN_SECONDS);
    all.put("ssoSessionIdleTimeout", TOKEN_SECONDS);
    all.put("ssoSessionMaxLifespan", TOKEN_SECONDS);
    if (settings.quickHash()) {
      all.put("passwordPolicy", QUICK_HASH);
    }
    all.put("users", IntStream.range(0, settings.users()).mapToObj(Realm::user).toList());
    all.put("clients", List.of(app(), backend()));
    all.put("components", Map.of(POOL_TYPE, List.of(pool(settings.pool()))));
    Http.json(Http.send(json(URI.create(server + "/admin/realms")).POST(Http.body(all)).build()));
    String scope = idOf("/client-scopes", "name", "cognito");
    for (String client : List.of("app", "backend")) {
      String path =
          "/clients/" + idOf("/clients", "clientId", client) + "/default-client-scopes/" + scope;
      Http.json(Http.send(admin(path).PUT(Http.body(Map.of())).build()));
    }
  }

  private String idOf(String path, String key, String value) {
    for (JsonNode each : Http.json(Http.send(admin(path).GET().build()))) {
      if (each.path(key).asText().equals(value)) {
        return each.path("id").asText();
      }
    }
    throw new IllegalStateException(name + path + " has no " + value);
  }

  private static Map<String, Object> user(int number) {
    String username = username(number);
    return Map.of(
        "username",
        username,
        "enabled",
        true,
        "firstName",
        "User",
        "lastName",
        String.valueOf(number),
        "email",
        username + "@example.org",
        "emailVerified",
        true,
        "credentials",
        List.of(Map.of("type", "password", "value", PASSWORD)));
  }

  private static Map<String, Object> app() {
    return Map.of(
        "clientId", "app",
        "enabled", true,
        "publicClient", true,
        "directAccessGrantsEnabled", true,
        "protocolMappers",
            List.of(
                Map.of(
                    "name", "backend",
                    "protocol", "openid-connect",
                    "protocolMapper", "oidc-audience-mapper",
                    "config",
                        Map.of(
                            "included.client.audience", "backend",
                            "access.token.claim", "true"))));
  }

  private static Map<String, Object> backend() {
    return Map.of(
        "clientId",
        "backend",
        "enabled",
        true,
        "secret",
        "backend",
        "attributes",
        Map.of("standard.token.exchange.enabled", "true"));
  }

  private static Map<String, Object> pool(Map<String, String> changes) {
    Map<String, List<String>> config = new HashMap<>();
    config.put("alias", List.of("default"));
    config.put("identityPoolId", List.of(Stand.POOL_ID));
    config.put("developerProviderName", List.of(Stand.DEVELOPER_PROVIDER));
    config.put("allowedClients", List.of("app", "backend"));
    changes.forEach((setting, value) -> config.put(setting, List.of(value)));
    return Map.of("name", "default", "providerId", "cognito", "config", config);
  }

  /** The name of a user. */
  public static String username(int number) {
    return "user-" + number;
  }

  /** Access tokens of the first {@code count} users, each of a session of its own. */
  public List<String> tokens(int count) {
    return tokens(0, count);
  }

  /** Access tokens of the users from {@code first} up to {@code end}, which is left out. */
  public List<String> tokens(int first, int end) {
    return Parallel.map(
        IntStream.range(first, end).boxed().toList(), SIGN_INS_AT_ONCE, this::token);
  }

  /** A new session's access token. */
  public String token(int user) {
    return Http.json(Http.send(signIn(user))).path("access_token").asText();
  }

  /** A sign-in by password. */
  public HttpRequest signIn(int user) {
    return Http.form(tokenEndpoint(), signInForm(user)).build();
  }

  /** What is posted to sign in. */
  public static Map<String, String> signInForm(int user) {
    return Map.of(
        "grant_type", "password",
        "client_id", "app",
        "username", username(user),
        "password", PASSWORD,
        "scope", "openid");
  }

  /** What is posted to exchange {@code token} by Keycloak's standard token exchange (RFC 8693). */
  public static Map<String, String> exchangeForm(String token, String requestedType) {
    return Map.of(
        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
        "client_id", "backend",
        "client_secret", "backend",
        "subject_token", token,
        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
        "requested_token_type", requestedType);
  }

  /** Keycloak's id of a user. */
  public String userId(int user) {
    return Http.json(Http.send(admin("/users?exact=true&username=" + username(user)).GET().build()))
        .path(0)
        .path("id")
        .asText();
  }

  /** Makes a user who may be removed again; gives the id. */
  public String addUser(String username) {
    Map<String, Object> user = new HashMap<>(user(0));
    user.put("username", username);
    user.put("email", username + "@example.org");
    user.remove("credentials");
    String location =
        Http.send(json(adminUri("/users")).POST(Http.body(user)).build())
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Where tokens are issued. */
  public URI tokenEndpoint() {
    return below("/protocol/openid-connect/token");
  }

  /** Keycloak's own door for a bearer token. */
  public URI userinfo() {
    return below("/protocol/openid-connect/userinfo");
  }

  /** Where a client asks whether a token is valid (RFC 7662). */
  public URI introspection() {
    return below("/protocol/openid-connect/token/introspect");
  }

  /** One of our doors: {@code /token}, {@code /credentials}. */
  public URI door(String path) {
    return below("/cognito" + path);
  }

  /** A user's exchange at {@code /token}, with the pool's duration. */
  public HttpRequest exchange(String token) {
    return Http.bearer(door("/token"), token).POST(BodyPublishers.noBody()).build();
  }

  /**
   * The same with a duration of its own.
   *
   * @param seconds of the token's life; another one is another entry of the cache
   */
  public HttpRequest exchange(String token, int seconds) {
    return Http.form(door("/token"), Map.of("duration", String.valueOf(seconds)))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private URI below(String path) {
    return URI.create(server + "/realms/" + name + path);
  }

  /** A request as admin of the server, below the realm's admin path. */
  public HttpRequest.Builder admin(String path) {
    return json(adminUri(path));
  }

  private URI adminUri(String path) {
    return URI.create(server + "/admin/realms/" + name + path);
  }

  private HttpRequest.Builder json(URI uri) {
    return Http.bearer(uri, adminToken(server)).header("Content-Type", "application/json");
  }

  private static String adminToken(URI server) {
    URI endpoint = URI.create(server + "/realms/master/protocol/openid-connect/token");
    return Http.json(
            Http.send(
                Http.form(
                        endpoint,
                        Map.of(
                            "grant_type", "password",
                            "client_id", "admin-cli",
                            "username", "admin",
                            "password", "admin"))
                    .build()))
        .path("access_token")
        .asText();
  }

  /** As in Keycloak. */
  public String name() {
    return name;
  }
}
