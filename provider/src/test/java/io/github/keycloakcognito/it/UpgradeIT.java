package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
@DisplayName("The tables come with the JAR and go when asked")
class UpgradeIT {

  private static final String REALM = Stack.realmName(1);
  private static final Path PROVIDER = Path.of(System.getProperty("provider.jar"));
  private static final List<String> TABLES =
      List.of(
          "cognito_finding",
          "cognito_identity",
          "cognito_job",
          "cognito_outbox",
          "databasechangelog_cognito");

  /** The same build as the nodes' of other tests, which takes half a minute. */
  private static final String WITH = Nodes.home(0);

  private static final Duration REMOVED = Duration.ofMinutes(1);

  private LocalCognito cognito;
  private LocalIdentities pool;

  @BeforeEach
  void start() {
    cognito = LocalCognito.start(LocalCognitoOptions.defaults().withQuotas(false));
    pool = new LocalIdentities(cognito);
  }

  @AfterEach
  void stop() {
    pool.close();
    cognito.close();
  }

  @Test
  @DisplayName("on PostgreSQL")
  void postgres() throws IOException {
    try (Postgres postgres = Postgres.start()) {
      lifeOf(postgres.create("keycloak"));
    }
  }

  @Test
  @DisplayName("on H2")
  void h2() throws IOException {
    Path file = Stack.directory().resolve("h2").resolve(UUID.randomUUID().toString());
    String url = "jdbc:h2:file:" + file + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=0";
    Database database = new Database(url, "sa", "password");
    KeycloakServer server = withNode("with-h2", "dev-file", database);
    try {
      server.stop();
      assertThat(tables(database)).isEqualTo(TABLES);

      database.execute(shippedSql());
      assertThat(tables(database)).isEmpty();

      server.start();
      server.stop();
      assertThat(tables(database)).isEqualTo(TABLES);
    } finally {
      server.kill();
    }
  }

  private void lifeOf(Database database) throws IOException {
    KeycloakServer without =
        node(
            "without",
            "postgres",
            database,
            KeycloakServer.builder().jvmOption("-XX:TieredStopAtLevel=1"));
    try {
      makeRealm(without);
      without.stop();
      assertThat(tables(database)).isEmpty();

      Map<String, String> identities = withJar(database);
      assertThat(tables(database)).isEqualTo(TABLES);
      database.execute(shippedSql());
      assertThat(tables(database)).isEmpty();

      without.start();
      assertThat(TestRealm.named(REALM, without.url()).accessToken("alice", "app")).isNotEmpty();
      without.stop();

      withJarAgain(database, identities);
      assertThat(tables(database)).isEqualTo(TABLES);
    } finally {
      without.kill();
    }
  }

  /** Alice and bob get identities. */
  private Map<String, String> withJar(Database database) {
    try (KeycloakServer server = withNode(WITH, "postgres", database)) {
      TestRealm realm = TestRealm.named(REALM, server.url());
      Map<String, Object> component = new HashMap<>(realm.pool("default", Map.of()));
      component.put("providerType", TestRealm.POOL_TYPE);
      realm.admin().create(realm.path("/components"), component);
      realm.offerScope("cognito", "app");
      return Map.of("alice", identity(realm, "alice"), "bob", identity(realm, "bob"));
    }
  }

  /** Identities from before the tables are found by the users. */
  private void withJarAgain(Database database, Map<String, String> identities) {
    try (KeycloakServer server = withNode(WITH, "postgres", database)) {
      TestRealm realm = TestRealm.named(REALM, server.url());
      assertThat(identity(realm, "alice")).isEqualTo(identities.get("alice"));

      realm.admin().delete(realm.path("/users/" + realm.userId("bob")));

      await()
          .atMost(REMOVED)
          .untilAsserted(() -> assertThat(pool.all()).containsExactly(identities.get("alice")));
    }
  }

  private static String identity(TestRealm realm, String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private static void makeRealm(KeycloakServer server) {
    new AdminApi(server.url())
        .create(
            "/realms",
            Map.of(
                "realm",
                REALM,
                "enabled",
                true,
                "users",
                List.of(TestRealm.user("alice"), TestRealm.user("bob")),
                "clients",
                List.of(TestRealm.client("app"))));
  }

  private KeycloakServer withNode(String home, String kind, Database database) {
    KeycloakServerBuilder builder =
        Stack.server(Stack.directory().resolve(home), cognito)
            .env("AWS_ACCESS_KEY_ID", Stack.ACCESS_KEY)
            .env("AWS_SECRET_ACCESS_KEY", Stack.SECRET_KEY);
    return node(home, kind, database, builder);
  }

  private static KeycloakServer node(
      String home, String kind, Database database, KeycloakServerBuilder builder) {
    return builder
        .home(Stack.directory().resolve(home))
        .buildOption("db", kind)
        .option("db-url", database.url())
        .option("db-username", database.user())
        .option("db-password", database.password())
        .start();
  }

  private static List<String> tables(Database database) {
    return database.column(
        "SELECT lower(table_name) FROM information_schema.tables"
            + " WHERE lower(table_name) LIKE '%cognito%' ORDER BY 1");
  }

  private static String shippedSql() throws IOException {
    try (ZipFile jar = new ZipFile(PROVIDER.toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry("META-INF/cognito-drop-tables.sql")).readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
