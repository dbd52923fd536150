package io.github.keycloakcognito.devstack.quickstart;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakDistribution;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import java.net.URI;

/** A local Cognito and a Keycloak with the demo's realms that exchanges against it. */
public final class Stack implements AutoCloseable {
  private static final String OPTION = "spi-realm-restapi-extension--cognito--";

  private final LocalCognito cognito;
  private final KeycloakServer keycloak;

  private Stack(LocalCognito cognito, KeycloakServer keycloak) {
    this.cognito = cognito;
    this.keycloak = keycloak;
  }

  /**
   * Starts both.
   *
   * @throws io.github.keycloakcognito.devstack.keycloak.KeycloakException if Keycloak does not
   *     start
   * @throws io.github.keycloakcognito.devstack.cognito.PortInUseException if the local Cognito's
   *     port is taken
   */
  public static Stack start(Settings settings, Progress progress) {
    progress.say("Starting the local Cognito");
    LocalCognito cognito =
        LocalCognito.start(
            LocalCognitoOptions.defaults()
                .withPort(settings.cognitoPort())
                .withDemoKeycloakPort(settings.keycloakPort()));
    progress.say("The local Cognito and STS listen on " + cognito.endpoint());
    progress.say(
        "Starting "
            + name(KeycloakDistribution.resolved())
            + " (log: "
            + settings.root().relativize(settings.keycloakHome().resolve("keycloak.log"))
            + "); the first time it is unpacked and built, which takes a minute");
    boolean started = false;
    Runnable endHeartbeat = progress.heartbeat("Keycloak is still starting");
    try {
      KeycloakServer keycloak = keycloak(settings, cognito.endpoint()).start();
      progress.say("Keycloak listens on " + keycloak.url());
      started = true;
      return new Stack(cognito, keycloak);
    } finally {
      endHeartbeat.run();
      if (!started) {
        cognito.close();
      }
    }
  }

  private static KeycloakServerBuilder keycloak(Settings settings, URI aws) {
    return KeycloakServer.builder()
        .home(settings.keycloakHome())
        .provider(settings.provider())
        .provider(settings.themes())
        .realm(settings.realmFile())
        .realm(settings.partnerRealmFile())
        .env("KEYCLOAK_PORT", String.valueOf(settings.keycloakPort()))
        .buildOption("db", "dev-mem")
        // The admin console's page of pools.
        .buildOption("features", "declarative-ui")
        .jvmOption("-XX:TieredStopAtLevel=1")
        .httpPort(settings.keycloakPort())
        .managementPort(settings.managementPort())
        // Who tries it out renews credentials at once.
        .option(OPTION + "renewal-interval-seconds", "10")
        .option(OPTION + "region", Demo.REGION)
        .option(OPTION + "cognito-endpoint", aws.toString())
        .option(OPTION + "sts-endpoint", aws.toString())
        .option(
            OPTION + "pools",
            Demo.REALM + "=" + Demo.POOL + "," + Demo.REALM + "=" + Demo.REPORTS_POOL)
        .option(OPTION + "roles", Demo.ROLES)
        .option(OPTION + "assumed-roles", Demo.REPORTS_POOL + "=" + Demo.REPORTS_ASSUMED_ROLE)
        .option(OPTION + "signin-endpoint", aws.toString())
        .env("AWS_ACCESS_KEY_ID", Demo.ACCESS_KEY_ID)
        .env("AWS_SECRET_ACCESS_KEY", Demo.SECRET_ACCESS_KEY)
        .env("AWS_EC2_METADATA_DISABLED", "true");
  }

  private static String name(KeycloakDistribution distribution) {
    return distribution.zip().getFileName().toString().replaceAll("\\.zip$", "");
  }

  public KeycloakServer keycloak() {
    return keycloak;
  }

  public LocalCognito cognito() {
    return cognito;
  }

  boolean isAlive() {
    return keycloak.isAlive();
  }

  @Override
  public void close() {
    keycloak.close();
    cognito.close();
  }
}
