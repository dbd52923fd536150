package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.control.CallLog;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import io.github.keycloakcognito.devstack.cognito.http.Controls;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.seed.Seed;
import io.github.keycloakcognito.devstack.cognito.seed.SeedReader;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.Options;

/**
 * A running double of Cognito identity pools and STS on one port. Thread-safe. Its control methods
 * do what the control API under {@code /_local/} does.
 */
public final class LocalCognito implements AutoCloseable {
  /** What is read of a request, if only to answer that it is too large. */
  private static final long MAX_READ = 64L << 20;

  private static final System.Logger LOG = System.getLogger(LocalCognito.class.getName());
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private final Undertow server;
  private final GracefulShutdownHandler front;
  private final Store store;
  private final Controls controls;
  private final Pools pools;
  private final CompletableFuture<Void> key;
  private final String host;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalCognito(
      Undertow server, GracefulShutdownHandler front, Store store, Assembly assembly, String host) {
    this.server = server;
    this.front = front;
    this.store = store;
    this.controls = assembly.controls();
    this.pools = assembly.pools();
    // Not earlier: making it would slow down the start.
    this.key = CompletableFuture.runAsync(assembly.tokens()::prepare);
    this.host = host;
    this.port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /**
   * Starts one.
   *
   * @throws PortInUseException if the port is taken
   * @throws io.github.keycloakcognito.devstack.cognito.seed.SeedException if the seed cannot work
   * @throws io.github.keycloakcognito.devstack.cognito.state.StateException if the state file
   *     cannot be used
   */
  public static LocalCognito start(LocalCognitoOptions options) {
    Seed seed =
        options
            .seed()
            .map(SeedReader::file)
            .orElseGet(() -> SeedReader.demo(options.demoKeycloakPort()));
    Store store = options.state().map(Store::file).orElseGet(Store::inMemory);
    boolean started = false;
    try {
      Assembly assembly = Assembly.of(seed, store, options.quotas());
      GracefulShutdownHandler front = Handlers.gracefulShutdown(assembly.front());
      Undertow server = listen(options, front);
      started = true;
      return new LocalCognito(server, front, store, assembly, options.host());
    } finally {
      if (!started) {
        store.close();
      }
    }
  }

  private static Undertow listen(LocalCognitoOptions options, HttpHandler front) {
    Undertow server =
        Undertow.builder()
            .addHttpListener(options.port(), options.host())
            .setHandler(front)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_READ)
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
            .setSocketOption(Options.TCP_NODELAY, true)
            .build();
    try {
      server.start();
      return server;
    } catch (RuntimeException e) {
      if (e.getCause() instanceof BindException) {
        throw new PortInUseException(options.port(), e);
      }
      throw e;
    }
  }

  /** What clients override the endpoints of Cognito and STS with. */
  public URI endpoint() {
    String reachable =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return URI.create("http://" + reachable + ":" + port);
  }

  /** The port in use. */
  public int port() {
    return port;
  }

  /** The pools there are now. */
  List<Pool> pools() {
    return pools.all();
  }

  /** How often each operation was asked for, whatever came of it; by operation name. */
  public Map<String, Long> calls() {
    return controls.calls().snapshot();
  }

  /** Starts counting anew. */
  public void resetCalls() {
    controls.calls().reset();
  }

  /** The latest calls, newest last; at most {@link CallLog#SIZE}. */
  public List<LoggedCall> log() {
    return controls.log().snapshot();
  }

  /** Forgets the calls of {@link #log()}. */
  public void clearLog() {
    controls.log().clear();
  }

  /**
   * Takes everything back to how it was at the first start: state, faults, clock, quotas, counts
   * and log. The key of the tokens stays.
   */
  public void reset() {
    controls.reset();
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

  /** Sets single request rates, in calls a second by operation. */
  public void quotas(Map<String, Integer> rates) {
    controls.quotas().rates(rates);
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

  /**
   * Stops: requests that hang lose their connection, those in progress are answered, then the state
   * is closed. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    front.shutdown();
    controls.faults().close();
    awaitAnswers();
    server.stop();
    key.handle((done, failure) -> failure).join();
    store.close();
  }

  private void awaitAnswers() {
    try {
      if (!front.awaitShutdown(LONGEST_ANSWER.toMillis())) {
        LOG.log(System.Logger.Level.WARNING, "stopped with requests in progress");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
