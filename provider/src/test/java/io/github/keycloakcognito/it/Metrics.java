package io.github.keycloakcognito.it;

import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.net.URI;
import java.util.regex.Pattern;

/** What a server counts, at {@code /metrics}. */
final class Metrics {

  private static final Http HTTP = new Http();

  private Metrics() {}

  /**
   * @param series with its tags, as Prometheus writes it; 0 where there is none yet
   */
  static double of(KeycloakServer server, String series) {
    return sum(server, Pattern.quote(series));
  }

  /** Calls to AWS, whatever came of them; a call that was tried twice is one. */
  static double awsCalls(KeycloakServer server, String operation) {
    return sum(
        server,
        "keycloak_cognito_aws_calls_seconds_count\\{operation=\"" + operation + "\",[^}]*\\}");
  }

  private static double sum(KeycloakServer server, String series) {
    String all = HTTP.send(Http.request(URI.create(server.managementUrl() + "/metrics"))).body();
    return Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE)
        .matcher(all)
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .sum();
  }

  static double events(KeycloakServer server, String kind) {
    return of(server, "keycloak_cognito_events_handled_total{kind=\"" + kind + "\"}");
  }

  static double warmUps(KeycloakServer server, String result) {
    return of(server, "keycloak_cognito_warmups_total{result=\"" + result + "\"}");
  }
}
