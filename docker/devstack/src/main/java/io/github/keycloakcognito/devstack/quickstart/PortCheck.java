package io.github.keycloakcognito.devstack.quickstart;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Whether the quick start's ports can be had. {@code docker/quickstart} runs this file as it is,
 * before it builds anything: so it uses nothing but the JDK.
 */
final class PortCheck {
  private PortCheck() {}

  /** Exit code 1 and a sentence on standard error if a port cannot be had. */
  public static void main(String[] args) {
    try {
      requireFree(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("quickstart: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Looks at every port the environment names or leaves at its default.
   *
   * @throws IllegalArgumentException if one is no port number, is taken, or two are the same
   */
  static void requireFree(Map<String, String> environment) {
    int keycloak = requireFree(environment, "KEYCLOAK_PORT", 8080);
    int cognito = requireFree(environment, "COGNITO_PORT", 4566);
    if (environment.containsKey("KEYCLOAK_MANAGEMENT_PORT")) {
      requireFree(environment, "KEYCLOAK_MANAGEMENT_PORT", 9000);
    }
    if (keycloak == cognito) {
      throw new IllegalArgumentException("KEYCLOAK_PORT and COGNITO_PORT are both " + keycloak);
    }
  }

  private static int requireFree(Map<String, String> environment, String variable, int standard) {
    int port = port(environment, variable, standard);
    // The wildcard address clashes with a listener on any single address.
    try (ServerSocket probe = new ServerSocket(port)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "port " + port + " is taken by another process; set " + variable + " to use another", e);
    }
  }

  /** The number in the variable; the standard one if it is missing or empty. */
  static int port(Map<String, String> environment, String variable, int standard) {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      return standard;
    }
    int port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          variable + " is not a port number from 1 to 65535: " + value);
    }
    return port;
  }
}
