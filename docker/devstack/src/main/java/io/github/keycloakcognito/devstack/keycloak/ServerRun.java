package io.github.keycloakcognito.devstack.keycloak;

import java.time.Duration;

/** One run of a server, from a start to its end. It never outlives this JVM. */
public interface ServerRun {

  boolean isAlive();

  /** Waits for the end at most so long; whether it ended. */
  boolean awaitExit(Duration time);

  /** Why it ended, with the last lines of the log. Only after the end. */
  KeycloakException failure(String what);

  /** Told once, when the server is ready. */
  default void ready() {}

  /**
   * Asks it to end, and kills it after {@code grace}; zero kills at once. Does nothing if it has
   * ended.
   */
  void end(Duration grace);
}
