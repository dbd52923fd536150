package io.github.keycloakcognito.it;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import io.github.keycloakcognito.devstack.keycloak.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Keycloaks with the shaded JAR on one PostgreSQL, which may be killed and started again, and one
 * local Cognito. Tests keep apart by realm.
 */
final class Nodes implements AutoCloseable {

  /** One name for all nodes, as behind a load balancer: so a token of one holds at the others. */
  private static final String HOSTNAME = "http://keycloak.test";

  /** JGroups watches other nodes on a second port, this much higher (Infinispan's default). */
  private static final int WATCH_OFFSET = 50_000;

  /**
   * Tests may run in several JVMs, each with a numbered folder: none may take the port of another's
   * dead node.
   */
  private static final int JVM = Integer.parseInt(Stack.directory().getFileName().toString());

  private static final int FIRST_CLUSTER_PORT = 7_800 + 100 * JVM;

  /** Below those that outgoing connections get, which could take one while its node is dead. */
  private static final int FIRST_PORT = 20_000 + 1_000 * JVM;

  private final Postgres postgres;
  private final LocalCognito cognito;
  private final Database database;
  private final List<KeycloakServer> nodes = new ArrayList<>();
  private int realms;
  private int nextPort = FIRST_PORT;

  private Nodes(Postgres postgres, LocalCognito cognito) {
    this.postgres = postgres;
    this.cognito = cognito;
    this.database = postgres.create("keycloak");
  }

  /** One node without a cluster, which starts sooner. */
  static Nodes single() {
    return start(List.of(Map.of("cache", "local")));
  }

  /** Nodes that find each other through the database, on 127.0.0.1. */
  static Nodes clustered(int count) {
    return start(clusterPorts(count).stream().map(Nodes::clusterOptions).toList());
  }

  private static Map<String, String> clusterOptions(int port) {
    Map<String, String> options = new TreeMap<>();
    options.put("cache", "ispn");
    options.put("cache-stack", "jdbc-ping");
    options.put("cache-embedded-network-bind-address", "127.0.0.1");
    options.put("cache-embedded-network-bind-port", Integer.toString(port));
    return options;
  }

  private static List<Integer> clusterPorts(int count) {
    return IntStream.range(FIRST_CLUSTER_PORT, (1 << 16) - WATCH_OFFSET)
        .filter(port -> Ports.isFree(port) && Ports.isFree(port + WATCH_OFFSET))
        .limit(count)
        .boxed()
        .toList();
  }

  private int freePort() {
    nextPort =
        IntStream.iterate(nextPort + 1, port -> port + 1)
            .filter(Ports::isFree)
            .findFirst()
            .getAsInt();
    return nextPort;
  }

  private static Nodes start(List<Map<String, String>> optionsOfEach) {
    LocalCognito cognito = LocalCognito.start(LocalCognitoOptions.defaults().withQuotas(false));
    Postgres postgres = Postgres.start();
    Nodes started = new Nodes(postgres, cognito);
    boolean complete = false;
    try {
      optionsOfEach.forEach(started::add);
      complete = true;
      return started;
    } finally {
      if (!complete) {
        started.close();
      }
    }
  }

  private void add(Map<String, String> options) {
    KeycloakServerBuilder node =
        Stack.server(Stack.directory().resolve(home(nodes.size())), cognito)
            .httpPort(freePort())
            .managementPort(freePort())
            .buildOption("db", "postgres")
            .option("db-url", database.url())
            .option("db-username", database.user())
            .option("db-password", database.password())
            .option("hostname", HOSTNAME)
            .env("AWS_ACCESS_KEY_ID", Stack.ACCESS_KEY)
            .env("AWS_SECRET_ACCESS_KEY", Stack.SECRET_KEY);
    options.forEach(node::option);
    nodes.add(node.start());
  }

  /** The folder of a node, below the tests' own. */
  static String home(int index) {
    return "node-" + (index + 1);
  }

  KeycloakServer node(int index) {
    return nodes.get(index);
  }

  Database database() {
    return database;
  }

  LocalCognito cognito() {
    return cognito;
  }

  /** A realm that no other test uses, made at the first node. */
  TestRealm newRealm() {
    realms++;
    return TestRealm.in(node(0).url(), Stack.realmName(realms));
  }

  @Override
  public void close() {
    nodes.forEach(KeycloakServer::kill);
    postgres.close();
    cognito.close();
  }
}
