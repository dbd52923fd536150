package io.github.keycloakcognito.devstack.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real Keycloak in its production shape ({@code kc.sh build}, then {@code kc.sh start
 * --optimized}), as processes of their own. It never outlives this JVM, unless this JVM is killed
 * with SIGKILL.
 */
public final class KeycloakServer implements AutoCloseable {
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);

  private final ServerSettings settings;
  private ServerProcess process;

  KeycloakServer(ServerSettings settings) {
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
    process =
        ServerProcess.start(
            settings.startCommand(),
            ServerEnvironment.forServer(
                System.getenv(),
                settings.environment(),
                settings.javaHome(),
                settings.jvmOptions()),
            settings.home().path(),
            settings.log());
    boolean ready = false;
    try {
      new Readiness(managementUrl()).await(process, settings.log(), settings.readyTimeout());
      process.collectTree();
      ready = true;
    } finally {
      if (!ready) {
        process.end(Duration.ZERO);
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

  /** The folder Keycloak is unpacked in. */
  public Path home() {
    return settings.home().path();
  }

  /** Whether the process runs. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
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
    if (process != null) {
      process.end(grace);
    }
  }
}
