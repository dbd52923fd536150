package io.github.keycloakcognito.devstack.keycloak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Describes a {@link KeycloakServer}. Only {@link #home} must be given. The environment of this JVM
 * is inherited without {@code AWS_*} and {@code KC_*}; {@code KC_DEBUG}, {@code KC_DEBUG_PORT} and
 * {@code KC_DEBUG_SUSPEND} stay.
 */
public final class KeycloakServerBuilder {
  private static final String JAVA_HOME_PROPERTY = "keycloak.server.java.home";

  private final List<Path> providers = new ArrayList<>();
  private final List<Path> realms = new ArrayList<>();
  private final Map<String, String> buildOptions = new LinkedHashMap<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private KeycloakDistribution distribution;
  private Path home;
  private Path javaHome;
  private Path log;
  private Consumer<String> logListener = line -> {};
  private int httpPort = ServerPorts.ANY;
  private int httpsPort;
  private int managementPort = ServerPorts.ANY;
  private boolean keepData;
  private Duration readyTimeout = Duration.ofMinutes(4);

  KeycloakServerBuilder() {
    buildOption("db", "dev-file");
    buildOption("health-enabled", "true");
    buildOption("metrics-enabled", "true");
    option("http-enabled", "true");
    // Not to be reached from other machines: its passwords are in the sources.
    option("http-host", "127.0.0.1");
    option("cache", "local");
    option("log-level", "info,io.smallrye.health:warn");
    admin("admin", "admin");
  }

  /** The folder to unpack into and run in: one server at a time. */
  public KeycloakServerBuilder home(Path folder) {
    home = folder;
    return this;
  }

  /** Default: {@link KeycloakDistribution#resolved()}. */
  public KeycloakServerBuilder distribution(KeycloakDistribution value) {
    distribution = value;
    return this;
  }

  /** Default: system property {@code keycloak.server.java.home}, otherwise the JDK of this JVM. */
  public KeycloakServerBuilder javaHome(Path jdk) {
    javaHome = jdk;
    return this;
  }

  /** A JAR for {@code providers/}; what else lies there from an earlier run is removed. */
  public KeycloakServerBuilder provider(Path jar) {
    providers.add(jar);
    return this;
  }

  /** A realm file for {@code data/import/}, imported at the first start. */
  public KeycloakServerBuilder realm(Path json) {
    realms.add(json);
    return this;
  }

  /**
   * An option of {@code kc.sh build}, without the dashes; {@code db} is {@code dev-file} unless
   * given.
   */
  public KeycloakServerBuilder buildOption(String name, String value) {
    buildOptions.put(name, value);
    return this;
  }

  /** An option of {@code kc.sh start}, without the dashes. Replaces a default of the same name. */
  public KeycloakServerBuilder option(String name, String value) {
    options.put(name, value);
    return this;
  }

  /** An environment variable of the server. */
  public KeycloakServerBuilder env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * An option of the server's JVM, for example {@code -XX:TieredStopAtLevel=1} to start sooner. No
   * blanks.
   */
  public KeycloakServerBuilder jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /**
   * The first administrator, made in an empty database; {@code admin}/{@code admin} unless given.
   */
  public KeycloakServerBuilder admin(String username, String password) {
    env("KC_BOOTSTRAP_ADMIN_USERNAME", username);
    return env("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
  }

  /** Default: a free one. */
  public KeycloakServerBuilder httpPort(int port) {
    httpPort = port;
    return this;
  }

  /**
   * HTTPS on a free port beside HTTP; name the certificate by {@link #option}. The host name then
   * is the request's.
   */
  public KeycloakServerBuilder https() {
    return httpsPort(ServerPorts.ANY);
  }

  /** As {@link #https()}, on this port. */
  public KeycloakServerBuilder httpsPort(int port) {
    httpsPort = port;
    return this;
  }

  /** Default: a free one. */
  public KeycloakServerBuilder managementPort(int port) {
    managementPort = port;
    return this;
  }

  /** Keeps the {@code data/} found in the home; otherwise the server starts empty. */
  public KeycloakServerBuilder keepData() {
    keepData = true;
    return this;
  }

  /** Default: {@code keycloak.log} in the home. Begun anew by {@link #start()}. */
  public KeycloakServerBuilder log(Path file) {
    log = file;
    return this;
  }

  /** Gets each line of output, on a thread of its own. */
  public KeycloakServerBuilder logListener(Consumer<String> listener) {
    logListener = listener;
    return this;
  }

  /** How long a start may take; default 4 minutes. */
  public KeycloakServerBuilder readyTimeout(Duration timeout) {
    readyTimeout = timeout;
    return this;
  }

  /**
   * Prepares, starts and waits until Keycloak is ready; what was done already in this home is not
   * done again.
   *
   * @throws KeycloakException if any of it fails; nothing then is left running
   */
  public KeycloakServer start() {
    ServerPorts ports = ServerPorts.resolve(httpPort, httpsPort, managementPort);
    ports.requireFree();
    ServerSettings settings = settings(ports);
    ServerPlace place = ServerPlace.found();
    place.prepare(settings);
    return new KeycloakServer(place, settings).start();
  }

  private ServerSettings settings(ServerPorts ports) {
    if (home == null) {
      throw new IllegalStateException("home(folder) is missing");
    }
    Path folder = home.toAbsolutePath().normalize();
    return new ServerSettings(
        new KeycloakHome(folder),
        Optional.ofNullable(distribution).orElseGet(KeycloakDistribution::resolved),
        providers,
        realms,
        keepData,
        javaHome == null ? defaultJavaHome() : javaHome,
        ports,
        buildOptions,
        new StartOptions(ports, options).all(),
        environment,
        jvmOptions,
        readyTimeout,
        new ServerLog(
            log == null ? folder.resolve("keycloak.log") : log.toAbsolutePath(), logListener));
  }

  private static Path defaultJavaHome() {
    String named = System.getProperty(JAVA_HOME_PROPERTY, "");
    return Path.of(named.isBlank() ? System.getProperty("java.home") : named);
  }
}
