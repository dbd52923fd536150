package io.github.keycloakcognito;

import io.github.keycloakcognito.aws.Aws;
import io.github.keycloakcognito.cache.CaffeineIssueCache;
import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.AwsPorts;
import io.github.keycloakcognito.exchange.ConsoleSignIn;
import io.github.keycloakcognito.exchange.EventMeters;
import io.github.keycloakcognito.exchange.ExchangeService;
import io.github.keycloakcognito.exchange.Forgetting;
import io.github.keycloakcognito.exchange.Identities;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.Limit;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.PoolCheck;
import io.github.keycloakcognito.exchange.SavedPoolCheck;
import io.github.keycloakcognito.exchange.Tracing;
import io.github.keycloakcognito.exchange.WarmUps;
import io.github.keycloakcognito.metrics.MicrometerEventMeters;
import io.github.keycloakcognito.metrics.MicrometerMeters;
import io.github.keycloakcognito.tracing.KeycloakTracing;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;

/** The extension of one server: made once from its options, shared by all doors. */
public final class Cognito implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Cognito.class);

  /** Nobody waits for the lookup of a pool's role, so it must not take the place of who waits. */
  private static final int ROLE_LOOKUPS = 1;

  private static final Duration WARM_UP_PAUSE = Duration.ofSeconds(2);
  private static final Duration REMOVAL_MARGIN = Duration.ofSeconds(1);

  private final CognitoOptions options;
  private final Meters meters;
  private final KeycloakTracing tracing = new KeycloakTracing();
  private final Aws aws;
  private final AwsThreads threads;
  private final AccessRules rules;
  private final ExchangeService exchange;
  private final Identities identities;
  private final EventMeters eventMeters;
  private final Forgetting forgetting;
  private final WarmUps warmUps;
  private final Upkeep upkeep;
  private volatile String credentialsKind = "not asked for yet";

  private Cognito(CognitoOptions options) {
    this.options = options;
    this.meters = new MicrometerMeters(Metrics.globalRegistry);
    InstantSource clock = InstantSource.system();
    this.aws = new Aws(options.aws(), version(), meters, tracing, clock);
    this.threads = new AwsThreads(options.limits().maxWaiting() + ROLE_LOOKUPS);
    this.rules = new AccessRules(options.binding(), clock);
    CaffeineIssueCache cache = new CaffeineIssueCache(options.cacheSize(), clock);
    meters.watch(Limit.of("cache.entries", cache::entries, options.cacheSize()));
    this.exchange =
        new ExchangeService(
            aws.gateway(),
            aws.directory(),
            cache,
            () -> tracing.carriedBy(threads),
            clock,
            meters,
            options.limits());
    this.identities = new Identities(aws.directory());
    this.eventMeters = new MicrometerEventMeters(Metrics.globalRegistry);
    this.forgetting = new Forgetting(exchange, eventMeters);
    this.warmUps = new WarmUps(exchange, eventMeters, WARM_UP_PAUSE);
    this.upkeep = new Upkeep(options, removalDelay(), aws.directory(), rules, exchange);
  }

  /**
   * The extension with the options of {@code scope}.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  public static Cognito of(Config.Scope scope) {
    return new Cognito(CognitoOptions.read(scope));
  }

  /** Starts what a node does by itself. Neither start-up nor a caller waits for it. */
  public void start(KeycloakSessionFactory factory) {
    tracing.start(factory);
    warmUp();
    upkeep.start(factory);
  }

  /** Prepares the way to AWS on a thread of ours. */
  private void warmUp() {
    if (options.binding().poolsByRealm().isEmpty()) {
      LOG.warn(
          "No identity pool is bound to a realm, so every realm admin may name any pool that"
              + " Keycloak's AWS credentials reach."
              + " Bind them: --spi-realm-restapi-extension--cognito--pools=<realm>=<pool id>,…");
    }
    threads.execute(
        () -> {
          aws.warmUp(boundPools());
          credentialsKind = aws.credentialsKind();
          LOG.infof("Keycloak's AWS credentials: %s", credentialsKind);
        });
  }

  private Set<String> boundPools() {
    return options.binding().poolsByRealm().values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  public ExchangeService exchange() {
    return exchange;
  }

  public ConsoleSignIn consoleSignIn() {
    return aws.consoleSignIn();
  }

  /** What a pool's set-up is checked with. */
  public PoolCheck poolCheck() {
    return new PoolCheck(
        exchange,
        new AwsPorts(aws.gateway(), aws.directory(), aws.account()),
        rules,
        options.limits());
  }

  /** What a pool is looked at with when it is saved. */
  public SavedPoolCheck savedPoolCheck() {
    return new SavedPoolCheck(exchange, aws.directory(), rules);
  }

  /** Whether AWS is asked, afterwards, about pools that nobody asked it about when saving. */
  public boolean checkSavedPools() {
    return options.checkSavedPools();
  }

  /** To be asked through {@link ExchangeService#ask}, never on a thread of Keycloak. */
  public IdentityDirectory directory() {
    return aws.directory();
  }

  /** As {@link #directory}. */
  public Identities identities() {
    return identities;
  }

  public AccessRules rules() {
    return rules;
  }

  public Meters meters() {
    return meters;
  }

  public Tracing tracing() {
    return tracing;
  }

  public EventMeters eventMeters() {
    return eventMeters;
  }

  public Forgetting forgetting() {
    return forgetting;
  }

  public WarmUps warmUps() {
    return warmUps;
  }

  /** How long a call to AWS may take. */
  public Duration callTimeout() {
    return options.limits().callTimeout();
  }

  /**
   * How long after a user's removal AWS is told: until then an exchange that was under way may make
   * the identity again.
   */
  public Duration removalDelay() {
    return options.limits().callTimeout().plus(REMOVAL_MARGIN);
  }

  /** Lets this node try at once what waits for a pool of the outbox. */
  public void wakeOutbox(String identityPoolId) {
    upkeep.wakeOutbox(identityPoolId);
  }

  /** Whether answers from the cache are events too. */
  public boolean auditCached() {
    return options.auditCached();
  }

  /** For the Server-info page of the admin console; never a secret. */
  public Map<String, String> operationalInfo() {
    Map<String, String> info = new LinkedHashMap<>();
    info.put("version", version());
    info.put("AWS credentials", credentialsKind);
    info.put("region", orDefault(options.aws().region()));
    info.put("Cognito endpoint", orDefault(options.aws().cognitoEndpoint()));
    info.put("STS endpoint", orDefault(options.aws().stsEndpoint()));
    info.put("sign-in endpoint", orDefault(options.aws().signinEndpoint()));
    info.put("bound pools", String.valueOf(options.binding().poolsByRealm()));
    info.put("bound roles", String.valueOf(options.binding().rolesByRealm()));
    info.put("assumed roles", String.valueOf(options.aws().assumedRoles()));
    info.put("max waiting", String.valueOf(options.limits().maxWaiting()));
    info.put("cache size", String.valueOf(options.cacheSize()));
    return info;
  }

  private static String orDefault(Object setting) {
    return setting == null ? "AWS default" : setting.toString();
  }

  /** Of this JAR; "development" where it was not built as one. */
  public static String version() {
    String version = Cognito.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void close() {
    upkeep.close();
    threads.close();
    aws.close();
  }
}
