package io.github.keycloakcognito.devstack.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real Keycloak in its production shape ({@code kc.sh build}, then {@code kc.sh start
 * --optimized}), in the {@link ServerPlace} that there is. It never outlives this JVM, unless this
 * JVM is killed with SIGKILL.
 */
public final class KeycloakServer implements AutoCloseable {
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);

  private final ServerPlace place;
  private final ServerSettings settings;
  private ServerRun run;

  KeycloakServer(ServerPlace place, ServerSettings settings) {
    this.place = place;
    this.settings = settings;
  }

  /** A server to be described and started. */
  public static KeycloakServerBuilder builder() {
    return new KeycloakServerBuilder();
  }

  /**
   * Starts again after {@link #stop} or {@link #kill}: same ports, same data, nothing built again.
   *
   * @throws IllegalStateException if it runs
   * @throws KeycloakException if a port is taken, or it ends or isn't ready in time; it then is
   *     stopped
   */
  public synchronized KeycloakServer start() {
    if (isAlive()) {
      throw new IllegalStateException("Keycloak runs already");
    }
    settings.ports().requireFree();
    run = place.start(settings);
    boolean ready = false;
    try {
      new Readiness(managementUrl()).await(run, settings.log(), settings.readyTimeout());
      run.ready();
      ready = true;
    } finally {
      if (!ready) {
        run.end(Duration.ZERO);
      }
    }
    return this;
  }

  /** {@code http://localhost:<port>}, without a slash at the end. */
  public URI url() {
    return URI.create("http://localhost:" + settings.ports().http());
  }

  /** {@code https://localhost:<port>}; empty unless a port was asked for. */
  public Optional<URI> httpsUrl() {
    int port = settings.ports().https();
    return port == 0 ? Optional.empty() : Optional.of(URI.create("https://localhost:" + port));
  }

  /** Health and metrics: {@code http://localhost:<port>}. */
  public URI managementUrl() {
    return URI.create("http://localhost:" + settings.ports().management());
  }

  /** The output of all runs so far, build included. */
  public Path log() {
    return settings.log().file();
  }

  /** Whether it runs. */
  public synchronized boolean isAlive() {
    return run != null && run.isAlive();
  }

  /** TERM, and KILL for what is left after 30 s. Does nothing if it doesn't run. */
  public synchronized void stop() {
    end(STOP_GRACE);
  }

  /** KILL at once, as a crash would; {@link #start} then shows what survives one. */
  public synchronized void kill() {
    end(Duration.ZERO);
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  private void end(Duration grace) {
    if (run != null) {
      run.end(grace);
    }
  }
}
