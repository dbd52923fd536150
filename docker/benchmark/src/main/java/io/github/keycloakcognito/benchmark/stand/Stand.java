package io.github.keycloakcognito.benchmark.stand;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What is measured: PostgreSQL, a local Cognito that answers as late as one in the same region, and
 * Keycloaks in production mode, one at a time unless a scenario asks for two.
 */
public final class Stand implements AutoCloseable {

  /** The pool, the keys and the account of the local Cognito's demo data. */
  public static final String POOL_ID = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  static final String DEVELOPER_PROVIDER = "login.keycloak.demo";
  public static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  public static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  /** What every operation of the local Cognito takes at least. */
  public static final Duration LATENCY = Duration.ofMillis(20);

  private static final String OPTION = "spi-realm-restapi-extension--cognito--";

  /** Which may use the pool. */
  private static final List<String> REALMS =
      List.of(
          "bench",
          "first",
          "backend",
          "hour",
          "growth",
          "crowd",
          "cluster",
          "one",
          "hang",
          "people",
          "listener-on",
          "listener-off",
          "large");

  /** The database of all Keycloaks with the JAR. */
  private static final String SHARED = "keycloak";

  private static final int CLUSTER_PORT = 7_860;

  private static final String COPY_USERS =
      """
      INSERT INTO user_entity (id, username, email, email_constraint, email_verified, enabled,
          realm_id, created_timestamp, not_before, first_name, last_name)
        SELECT gen_random_uuid(), 'user-' || n, 'user-' || n || '@example.org',
            'user-' || n || '@example.org', true, true, u.realm_id, u.created_timestamp, 0,
            u.first_name, u.last_name
          FROM user_entity u, realm r, generate_series(1, :count) n
          WHERE r.name = ':realm' AND u.realm_id = r.id AND u.username = 'user-0'
        ON CONFLICT DO NOTHING;
      INSERT INTO credential (id, type, user_id, created_date, secret_data, credential_data, priority)
        SELECT gen_random_uuid(), c.type, u.id, c.created_date, c.secret_data, c.credential_data,
            c.priority
          FROM user_entity u, realm r, user_entity first, credential c
          WHERE r.name = ':realm' AND u.realm_id = r.id
            AND first.realm_id = r.id AND first.username = 'user-0' AND c.user_id = first.id
            AND NOT EXISTS (SELECT 1 FROM credential has WHERE has.user_id = u.id);
      """;

  /** One name for all nodes, as behind a load balancer: so a token of one holds at the others. */
  private static final String HOSTNAME = "http://keycloak.bench";

  private final Path directory;
  private final Path provider;
  private final Database database;
  private final LocalCognito cognito;
  private final Map<String, String> databases = new HashMap<>();
  private final Map<String, KeycloakServer> servers = new TreeMap<>();

  private Stand(Path directory, Path provider, Database database, LocalCognito cognito) {
    this.directory = directory;
    this.provider = provider;
    this.database = database;
    this.cognito = cognito;
  }

  /**
   * Starts all but the Keycloaks.
   *
   * @param directory for data and logs
   * @param provider the shaded JAR
   */
  public static Stand start(Path directory, Path provider) {
    LocalCognito cognito = LocalCognito.start(LocalCognitoOptions.defaults().withQuotas(false));
    Stand stand =
        new Stand(directory, provider, Database.start(directory.resolve("postgres")), cognito);
    stand.cognitoAnswers();
    return stand;
  }

  /** The only Keycloak that runs, with the JAR and its defaults. */
  public KeycloakServer keycloak() {
    return only("keycloak", server -> {});
  }

  /**
   * The only Keycloak that runs; others are stopped, and go on later where they were.
   *
   * @param name of this set of options, and of its log
   */
  public KeycloakServer only(String name, Consumer<KeycloakServerBuilder> changes) {
    servers.entrySet().stream()
        .filter(other -> !other.getKey().equals(name))
        .forEach(other -> other.getValue().stop());
    return running(name, SHARED, changes);
  }

  /** The only Keycloak that runs: what it asks of Cognito and keeps of it has hardly a limit. */
  public KeycloakServer unpaced() {
    return only("unpaced", builder -> unpaced(builder).option(option("cache-size"), "1000000"));
  }

  /** Lets exchanges go to the local Cognito as fast as they come. */
  public static KeycloakServerBuilder unpaced(KeycloakServerBuilder builder) {
    return builder.option(option("calls-per-second"), "10000").option(option("max-waiting"), "200");
  }

  /** As {@link #only} for a Keycloak without the JAR, which has a database of its own. */
  public KeycloakServer without(String name) {
    servers.values().forEach(KeycloakServer::stop);
    return servers.computeIfAbsent(name, n -> server(n, "without", "without").start());
  }

  /** A Keycloak beside those that run already. */
  public KeycloakServer running(
      String name, String databaseName, Consumer<KeycloakServerBuilder> changes) {
    KeycloakServer known = servers.get(name);
    if (known == null) {
      KeycloakServerBuilder builder = server(name, "with", databaseName).provider(provider);
      withOptions(builder);
      changes.accept(builder);
      known = builder.start();
      servers.put(name, known);
      Jvm.of(known).prepareToRecord();
    } else if (!known.isAlive()) {
      known.start();
      Jvm.of(known).prepareToRecord();
    }
    return known;
  }

  /**
   * @param home shared by servers that differ in nothing that Keycloak's build has to know
   */
  private KeycloakServerBuilder server(String name, String home, String databaseName) {
    return KeycloakServer.builder()
        .home(directory.resolve(home))
        .keepData()
        .log(directory.resolve(name + ".log"))
        .buildOption("db", "postgres")
        .option("db-url", databases.computeIfAbsent(databaseName, database::create))
        .option("db-username", Database.USER)
        .option("db-password", Database.USER)
        .option("hostname", HOSTNAME)
        .env("JAVA_OPTS_KC_HEAP", "-Xms1g -Xmx1g")
        .env("AWS_ACCESS_KEY_ID", ACCESS_KEY)
        .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
        .env("AWS_EC2_METADATA_DISABLED", "true");
  }

  private void withOptions(KeycloakServerBuilder builder) {
    builder
        .option(option("cognito-endpoint"), cognito.endpoint().toString())
        .option(option("sts-endpoint"), cognito.endpoint().toString())
        .option(option("region"), "eu-west-1")
        .option(
            option("pools"),
            REALMS.stream().map(realm -> realm + "=" + POOL_ID).collect(Collectors.joining(",")));
  }

  /** The whole name of one of our server options. */
  public static String option(String name) {
    return OPTION + name;
  }

  /** A realm of a server, made when it is asked for first. */
  public Realm realm(KeycloakServer server, Realm.Settings settings) {
    return Realm.make(server.url(), settings);
  }

  /**
   * Makes users of a realm in the database, which takes seconds where Keycloak would take minutes:
   * copies of its first one, from {@code user-1} on.
   */
  public void addUsers(String realm, int count) {
    Database.execute(
        databases.get(SHARED),
        COPY_USERS.replace(":realm", realm).replace(":count", String.valueOf(count)));
  }

  /** Two nodes of a cluster, and no other Keycloak. */
  public List<KeycloakServer> cluster() {
    only("node-1", builder -> clustered(builder, CLUSTER_PORT));
    running("node-2", SHARED, builder -> clustered(builder, CLUSTER_PORT + 1));
    return List.of(servers.get("node-1"), servers.get("node-2"));
  }

  private static void clustered(KeycloakServerBuilder builder, int port) {
    builder
        .option("cache", "ispn")
        .option("cache-stack", "jdbc-ping")
        .option("cache-embedded-network-bind-address", "127.0.0.1")
        .option("cache-embedded-network-bind-port", String.valueOf(port));
  }

  /** Where PostgreSQL listens, on loopback. */
  public int databasePort() {
    return database.port();
  }

  /** Size of the shaded JAR. */
  public long jarBytes() {
    try {
      return Files.size(provider);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For quotas, counts and faults. */
  public LocalCognito cognito() {
    return cognito;
  }

  /** Without quotas, with empty counts and the usual latency. */
  public void cognitoAnswers() {
    cognito.quotas(false);
    cognito.faults(List.of(Fault.delay("*", LATENCY)));
    cognito.resetCalls();
  }

  /** How often an operation was asked for since the counts were empty. */
  public long calls(String operation) {
    return cognito.calls().getOrDefault(operation, 0L);
  }

  @Override
  public void close() {
    servers.values().forEach(KeycloakServer::kill);
    database.close();
    cognito.close();
  }
}
