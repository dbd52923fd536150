package io.github.keycloakcognito.devstack.quickstart;

import io.github.keycloakcognito.devstack.keycloak.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the environment and the build tell the quick start.
 *
 * @param once whether to end after the demonstration
 * @param root the repository
 * @param keycloakHome below the root; one server at a time
 */
public record Settings(
    int keycloakPort,
    int managementPort,
    int cognitoPort,
    boolean once,
    Path root,
    Path keycloakHome,
    Path provider,
    Path themes) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a sentence for the user, if a port cannot be had or a JAR
   *     is missing
   */
  static Settings read(Map<String, String> environment, Properties system) {
    PortCheck.requireFree(environment);
    int keycloakPort = PortCheck.port(environment, "KEYCLOAK_PORT", 8080);
    Path root = Path.of(system.getProperty("quickstart.root", ".")).toAbsolutePath().normalize();
    return new Settings(
        keycloakPort,
        managementPort(environment),
        PortCheck.port(environment, "COGNITO_PORT", 4566),
        "true".equals(environment.get("QUICKSTART_ONCE")),
        root,
        // So that two quick starts at once do not share one.
        root.resolve("docker/devstack/target/quickstart/keycloak-" + keycloakPort),
        jar(system, "quickstart.provider"),
        jar(system, "quickstart.themes"));
  }

  Path realmFile() {
    return root.resolve("docker/realm/demo-realm.json");
  }

  /** The realm that the demo's realm brokers. */
  Path partnerRealmFile() {
    return root.resolve("docker/realm/partner-realm.json");
  }

  // Nobody looks at this port in a demonstration: another program on it is no reason to fail.
  private static int managementPort(Map<String, String> environment) {
    int wanted = PortCheck.port(environment, "KEYCLOAK_MANAGEMENT_PORT", 9000);
    return Ports.isFree(wanted) ? wanted : Ports.free(1).get(0);
  }

  private static Path jar(Properties system, String property) {
    Path jar = Path.of(system.getProperty(property, "")).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "no JAR at " + jar + " (" + property + "); docker/quickstart builds it");
    }
    return jar;
  }
}
