package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Waits until {@code /health/ready} answers 200, watching that the server lives. */
final class Readiness {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final HttpRequest request;

  Readiness(URI management) {
    this.request =
        HttpRequest.newBuilder(management.resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
  }

  /**
   * @throws KeycloakException if it ends, or isn't ready in time; it then still runs
   */
  void await(ServerRun run, ServerLog log, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    while (!isReady()) {
      if (run.awaitExit(BETWEEN_LOOKS)) {
        throw run.failure("Keycloak ended before it was ready");
      }
      if (Instant.now().isAfter(deadline)) {
        throw new KeycloakException(
            "Keycloak was not ready after " + timeout.toSeconds() + " s. " + log.ending());
      }
    }
  }

  private boolean isReady() {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeycloakException("Interrupted while waiting for Keycloak", e);
    }
  }
}
