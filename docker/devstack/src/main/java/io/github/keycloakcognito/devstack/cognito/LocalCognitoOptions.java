package io.github.keycloakcognito.devstack.cognito;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to start a local Cognito.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param seed a seed file; empty for the demo data
 * @param state the file that keeps pools, identities and issued credentials; empty to forget them
 * @param quotas whether AWS's documented request rates are enforced from the start
 * @param demoKeycloakPort where the demo data expects Keycloak with its realm {@code partner}
 */
public record LocalCognitoOptions(
    String host,
    int port,
    Optional<Path> seed,
    Optional<Path> state,
    boolean quotas,
    int demoKeycloakPort) {

  private static final int DEMO_KEYCLOAK_PORT = 8080;

  /** A free port on 127.0.0.1, the demo data, state in memory, quotas on. */
  public static LocalCognitoOptions defaults() {
    return new LocalCognitoOptions(
        "127.0.0.1", 0, Optional.empty(), Optional.empty(), true, DEMO_KEYCLOAK_PORT);
  }

  /** The same on another address, e.g. {@code 0.0.0.0} inside a container. */
  public LocalCognitoOptions withHost(String newHost) {
    return new LocalCognitoOptions(newHost, port, seed, state, quotas, demoKeycloakPort);
  }

  /** The same on another port. */
  public LocalCognitoOptions withPort(int newPort) {
    return new LocalCognitoOptions(host, newPort, seed, state, quotas, demoKeycloakPort);
  }

  /** The same with other data. */
  public LocalCognitoOptions withSeed(Path file) {
    return new LocalCognitoOptions(host, port, Optional.of(file), state, quotas, demoKeycloakPort);
  }

  /** The same with a state that outlives the process. */
  public LocalCognitoOptions withState(Path file) {
    return new LocalCognitoOptions(host, port, seed, Optional.of(file), quotas, demoKeycloakPort);
  }

  /** The same with or without quotas. */
  public LocalCognitoOptions withQuotas(boolean enforced) {
    return new LocalCognitoOptions(host, port, seed, state, enforced, demoKeycloakPort);
  }

  /** The same with the demo data's partner realm in a Keycloak on that port of localhost. */
  public LocalCognitoOptions withDemoKeycloakPort(int keycloakPort) {
    return new LocalCognitoOptions(host, port, seed, state, quotas, keycloakPort);
  }
}
