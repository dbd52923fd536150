package io.github.keycloakcognito.benchmark.stand;

import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.net.URI;
import java.util.regex.Pattern;

/** What a server tells of itself at {@code /metrics}. */
public final class Metrics {

  private Metrics() {}

  /** The sum of all series of that name, whatever their tags. */
  public static double of(KeycloakServer server, String name) {
    return of(server, name, "");
  }

  /**
   * The sum of the series of that name that have a tag.
   *
   * @param tag as Prometheus writes it; empty for any
   */
  public static double of(KeycloakServer server, String name, String tag) {
    String all =
        Http.send(Http.request(URI.create(server.managementUrl() + "/metrics")).build()).body();
    return Pattern.compile("^" + Pattern.quote(name) + "(\\{.*\\})? (\\S+)$", Pattern.MULTILINE)
        .matcher(all)
        .results()
        .filter(line -> tag.isEmpty() || (line.group(1) != null && line.group(1).contains(tag)))
        .mapToDouble(line -> Double.parseDouble(line.group(2)))
        .sum();
  }
}
