package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.http.Controls;
import io.github.keycloakcognito.devstack.cognito.seed.Seed;
import io.github.keycloakcognito.devstack.cognito.seed.SeedReader;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.xnio.Options;

/**
 * A running double of Cognito identity pools and STS on one port. Thread-safe. Its control methods
 * do what the control API under {@code /_local/} does.
 */
public final class LocalCognito implements AutoCloseable {
  /** What is read of a request, if only to answer that it is too large. */
  private static final long MAX_READ = 64L << 20;

  private final Undertow server;
  private final Store store;
  private final Controls controls;
  private final String host;
  private final int port;

  private LocalCognito(Undertow server, Store store, Controls controls, String host) {
    this.server = server;
    this.store = store;
    this.controls = controls;
    this.host = host;
    this.port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /**
   * Starts one.
   *
   * @throws PortInUseException if the port is taken
   * @throws io.github.keycloakcognito.devstack.cognito.seed.SeedException if the seed cannot work
   */
  public static LocalCognito start(LocalCognitoOptions options) {
    Seed seed = options.seed().map(SeedReader::file).orElseGet(SeedReader::demo);
    Store store = Store.inMemory();
    Assembly assembly = Assembly.of(seed, store, options.quotas());
    Undertow server =
        Undertow.builder()
            .addHttpListener(options.port(), options.host())
            .setHandler(assembly.front())
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_READ)
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
            .setSocketOption(Options.TCP_NODELAY, true)
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof BindException) {
        throw new PortInUseException(options.port(), e);
      }
      throw e;
    }
    return new LocalCognito(server, store, assembly.controls(), options.host());
  }

  /** What clients override the endpoints of Cognito and STS with. */
  public URI endpoint() {
    String reachable = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    return URI.create("http://" + reachable + ":" + port);
  }

  /** The port in use. */
  public int port() {
    return port;
  }

  /** How often each operation was asked for, whatever came of it; by operation name. */
  public Map<String, Long> calls() {
    return controls.calls().snapshot();
  }

  /** Starts counting anew. */
  public void resetCalls() {
    controls.calls().reset();
  }

  /** Replaces all faults; requests that hang are answered first. */
  public void faults(List<Fault> faults) {
    controls.faults().replace(faults);
  }

  /** Drops all faults; requests that hang are answered. */
  public void clearFaults() {
    controls.faults().replace(List.of());
  }

  /** Moves the double's clock away from the machine's. */
  public void clockOffset(Duration offset) {
    controls.clock().offset(offset);
  }

  /** Switches the request rates, with full buckets, on or off. */
  public void quotas(boolean enforced) {
    controls.quotas().enabled(enforced);
  }

  /**
   * A signed token of a seeded OIDC or sign-in provider.
   *
   * @param issuer an iss claim, or the key of a provider in Logins
   * @param audience any
   * @param lifetime from now by the double's clock; negative for an expired token
   * @throws IllegalArgumentException if the seed has no such issuer
   */
  public String mint(String issuer, String subject, String audience, Duration lifetime) {
    return mint(issuer, subject, audience, lifetime, Map.of());
  }

  /**
   * A signed token of a seeded OIDC or sign-in provider.
   *
   * @param issuer an iss claim, or the key of a provider in Logins
   * @param audience any
   * @param lifetime from now by the double's clock; negative for an expired token
   * @param claims to add or replace; null takes one away
   * @throws IllegalArgumentException if the seed has no such issuer
   */
  public String mint(
      String issuer,
      String subject,
      String audience,
      Duration lifetime,
      Map<String, Object> claims) {
    return controls.mint().mint(issuer, subject, audience, lifetime, claims);
  }

  /** Stops; requests that hang lose their connection. */
  @Override
  public void close() {
    controls.faults().close();
    server.stop();
    store.close();
  }
}
