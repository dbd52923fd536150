package io.github.keycloakcognito.devstack.keycloak;

import java.util.List;

/**
 * The ports of one server, which stay the same over restarts.
 *
 * @param https 0: no HTTPS
 */
public record ServerPorts(int http, int https, int management) {

  /** Stands for "any free one" in the arguments of {@link #resolve}. */
  static final int ANY = -1;

  /** Replaces each {@link #ANY} by a free port. */
  static ServerPorts resolve(int http, int https, int management) {
    List<Integer> free = Ports.free(3);
    return new ServerPorts(
        http == ANY ? free.get(0) : http,
        https == ANY ? free.get(1) : https,
        management == ANY ? free.get(2) : management);
  }

  /**
   * Says so in plain words, where Keycloak would say it after half a minute.
   *
   * @throws KeycloakException if somebody listens on one of them
   */
  void requireFree() {
    require("HTTP", http);
    require("management", management);
    if (https != 0) {
      require("HTTPS", https);
    }
  }

  private static void require(String what, int port) {
    if (!Ports.isFree(port)) {
      throw new KeycloakException(
          "Port " + port + " (Keycloak, " + what + ") is taken by another process.");
    }
  }
}
