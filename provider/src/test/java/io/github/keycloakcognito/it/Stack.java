package io.github.keycloakcognito.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import io.github.keycloakcognito.devstack.keycloak.Ports;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One Keycloak with the shaded JAR and one local Cognito for all tests of a JVM. Tests keep apart
 * by realm, and reset the local Cognito's faults and counters before each test.
 */
public final class Stack {

  /** The pool, the keys and the account of the local Cognito's demo data. */
  static final String POOL_ID = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  static final String DEVELOPER_PROVIDER = "login.keycloak.demo";
  static final String ROLE = "arn:aws:iam::123456789012:role/KeycloakCognitoAuthenticated";
  static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  /** A pool of another account and region, and the role by which Keycloak reaches it. */
  static final String REPORTS_POOL_ID = "us-east-1:0b7f3c52-6d1e-4a8f-b3c9-2e5d7a94c610";

  static final String REPORTS_ASSUMED_ROLE =
      "arn:aws:iam::210987654321:role/KeycloakDeveloperProvider";

  /** A pool that AWS does not have, but the operator has bound. */
  static final String MISSING_POOL_ID = "eu-west-1:00000000-0000-4000-8000-00000000dead";

  static final Duration RENEWAL_INTERVAL = Duration.ofSeconds(2);

  private static final int BOUND_REALMS = 250;
  private static final String OPTION = "spi-realm-restapi-extension--cognito--";

  static final String CHECK_SAVED_POOLS = OPTION + "check-saved-pools";

  private final AtomicInteger realms = new AtomicInteger();
  private int settledRealms;
  private final LocalCognito cognito;
  private final TlsMaterial tls;
  private final KeycloakServer keycloak;

  private Stack(LocalCognito cognito, TlsMaterial tls, KeycloakServer keycloak) {
    this.cognito = cognito;
    this.tls = tls;
    this.keycloak = keycloak;
  }

  static Stack start() {
    int port = Ports.free(1).get(0);
    LocalCognito cognito =
        LocalCognito.start(
            LocalCognitoOptions.defaults()
                .withSeed(TestSeed.in(directory(), port))
                .withQuotas(false));
    try {
      TlsMaterial tls = TlsMaterial.in(directory().resolve("tls"));
      KeycloakServer keycloak =
          server(directory().resolve("keycloak"), cognito)
              .httpPort(port)
              .https()
              .option("https-key-store-file", tls.serverStore().toString())
              .option("https-key-store-password", TlsMaterial.PASSWORD)
              .option("https-trust-store-file", tls.trustStore().toString())
              .option("https-trust-store-password", TlsMaterial.PASSWORD)
              .env("AWS_ACCESS_KEY_ID", ACCESS_KEY)
              .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
              .start();
      return new Stack(cognito, tls, keycloak);
    } catch (RuntimeException e) {
      cognito.close();
      throw e;
    }
  }

  /**
   * A server with our JAR and options, but without AWS credentials yet. What is built in is the
   * same for all: a build takes longer than a start.
   */
  static KeycloakServerBuilder server(Path home, LocalCognito cognito) {
    return KeycloakServer.builder()
        .home(home)
        .provider(Path.of(System.getProperty("provider.jar")))
        .buildOption("https-client-auth", "request")
        .buildOption("tracing-enabled", "true")
        .option("tracing-sampler-ratio", "0.0")
        .jvmOption("-XX:TieredStopAtLevel=1")
        .option(OPTION + "cognito-endpoint", cognito.endpoint().toString())
        .option(OPTION + "sts-endpoint", cognito.endpoint().toString())
        .option(OPTION + "region", "eu-west-1")
        .option(
            OPTION + "pools",
            binding(POOL_ID) + "," + binding(REPORTS_POOL_ID) + "," + binding(MISSING_POOL_ID))
        .option(OPTION + "roles", binding("arn:aws:iam::*"))
        .option(OPTION + "assumed-roles", REPORTS_POOL_ID + "=" + REPORTS_ASSUMED_ROLE)
        .option(OPTION + "signin-endpoint", cognito.endpoint().toString())
        .option(OPTION + "lost-users-interval-seconds", "3")
        .option(OPTION + "renewal-interval-seconds", String.valueOf(RENEWAL_INTERVAL.toSeconds()))
        // Tests count calls, and each makes pools.
        .option(CHECK_SAVED_POOLS, "false")
        .env("AWS_EC2_METADATA_DISABLED", "true");
  }

  private static String binding(String bound) {
    return IntStream.rangeClosed(1, BOUND_REALMS)
        .mapToObj(number -> realmName(number) + "=" + bound)
        .collect(Collectors.joining(","));
  }

  static String realmName(int number) {
    return "it-" + number;
  }

  static Path directory() {
    return Path.of(System.getProperty("it.directory"));
  }

  /** The name of a realm that nobody else uses, and to which the pool is bound. */
  String nextRealm() {
    int number = realms.incrementAndGet();
    if (number > BOUND_REALMS) {
      throw new IllegalStateException("raise BOUND_REALMS");
    }
    return realmName(number);
  }

  /**
   * Takes out of the outbox what the realms of the last class have left there: it falls due seconds
   * later, in the midst of a class that counts calls.
   */
  void dropRemovals() {
    AdminApi admin = new AdminApi(url());
    for (int last = realms.get(); settledRealms < last; settledRealms++) {
      String realm = "/realms/" + realmName(settledRealms + 1);
      if (admin.call("GET", realm, null).status() == 200) {
        await().until(() -> dropQueued(admin, realm + "/cognito/outbox"));
      }
    }
  }

  /** Whether there was none. */
  private static boolean dropQueued(AdminApi admin, String outbox) {
    JsonNode entries = admin.get(outbox + "?state=queued").path("entries");
    entries.forEach(entry -> admin.call("DELETE", outbox + "/" + entry.path("id").asText(), null));
    return entries.isEmpty();
  }

  LocalCognito cognito() {
    return cognito;
  }

  TlsMaterial tls() {
    return tls;
  }

  KeycloakServer keycloak() {
    return keycloak;
  }

  URI url() {
    return keycloak.url();
  }

  /** Keycloak's log, once it holds each of {@code lines}: it comes a moment after the answer. */
  String log(String... lines) {
    return await()
        .until(
            () -> Files.readString(keycloak.log()),
            log -> Stream.of(lines).allMatch(log::contains));
  }
}
