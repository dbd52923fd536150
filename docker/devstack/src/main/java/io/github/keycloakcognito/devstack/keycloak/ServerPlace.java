package io.github.keycloakcognito.devstack.keycloak;

import java.util.ServiceLoader;

/**
 * Where servers run. Who starts one doesn't know: a place is found by {@link ServiceLoader}, and
 * without one a server is processes on this machine.
 */
public interface ServerPlace {

  /** The place on the class path, or this machine. */
  static ServerPlace found() {
    return ServiceLoader.load(ServerPlace.class).findFirst().orElseGet(LocalPlace::new);
  }

  /**
   * Makes everything ready for the first start; what was done for an earlier server of the same
   * home need not be done again.
   *
   * @throws KeycloakException if that fails
   */
  void prepare(ServerSettings settings);

  /**
   * Starts a server on the ports of its settings, and doesn't wait until it is ready.
   *
   * @param settings they were {@linkplain #prepare prepared}
   * @throws KeycloakException if nothing could be started
   */
  ServerRun start(ServerSettings settings);
}
