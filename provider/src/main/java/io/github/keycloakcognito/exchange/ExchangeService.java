package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.IssueCache.Lookup;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns an authorised request into a Cognito token or AWS credentials. Callers have been checked
 * with {@link AccessRules} before they come here.
 */
public final class ExchangeService {

  private static final Duration LONGEST_WAIT_FOR_ROLE = Duration.ofMillis(500);

  private final CognitoGateway gateway;
  private final Linking linking;
  private final IssueCache cache;
  private final Supplier<Executor> executors;
  private final Limits limits;
  private final Meters meters;
  private final Flights flights;
  private final Map<String, Pacer> pacers = new ConcurrentHashMap<>();

  /**
   * @param executors gives what runs the calls to AWS for the calling thread's request; bounded,
   *     and may reject
   * @param clock tells whether a cached issue may still be served
   */
  public ExchangeService(
      CognitoGateway gateway,
      IdentityDirectory directory,
      IssueCache cache,
      Supplier<Executor> executors,
      InstantSource clock,
      Meters meters,
      Limits limits) {
    this.gateway = gateway;
    this.linking = new Linking(directory);
    this.cache = cache;
    this.executors = executors;
    this.limits = limits;
    this.meters = meters;
    this.flights = new Flights(cache, clock, meters, limits);
  }

  /**
   * A Cognito OpenID token of the caller's identity. Blocks for the call time-out at most. Logins
   * are put into the identity at every call: they may have been taken out of it since the last.
   */
  public Outcome<OpenIdToken> token(ExchangeRequest request) {
    if (!request.logins().isEmpty()) {
      return flights.answer(() -> askForToken(request));
    }
    return flights.answer(
        tokenKey(request),
        OpenIdToken.class,
        () -> askForToken(request),
        pacer(request.pool())::comeBack);
  }

  /**
   * AWS credentials: of the role that is asked for by the basic flow, else of the pool's
   * authenticated role by the enhanced flow. Blocks for the call time-out at most.
   */
  public Outcome<AwsCredentials> credentials(ExchangeRequest request) {
    IssueKey key =
        key(AwsCredentials.class, request, List.of(variant(request), optional(request.role())));
    Supplier<CompletableFuture<AwsCredentials>> start = () -> askForCredentials(request);
    return request.fresh()
        ? flights.renew(key, AwsCredentials.class, start)
        : flights.answer(key, AwsCredentials.class, start, pacer(request.pool())::comeBack);
  }

  /** A token that is neither taken from the cache nor put there. Blocks like {@link #token}. */
  public Outcome<OpenIdToken> freshToken(ExchangeRequest request) {
    return flights.answer(() -> askForToken(request));
  }

  /**
   * A token that nobody waits for: asked for on this thread, and only while exchanges leave room in
   * the pace. It is not cached.
   *
   * @return empty if they leave none
   * @throws ExchangeException if AWS does not give it
   */
  public Optional<OpenIdToken> tokenInGap(ExchangeRequest request) {
    return pacer(request.pool())
        .pacedInGap(() -> gateway.openIdToken(request, limits.callTimeout()));
  }

  /** Makes this node ask AWS again for a user whose identity has changed. */
  public void forget(String realmId, String userId) {
    forgetIf((realm, user) -> realmId.equals(realm) && userId.equals(user));
  }

  /**
   * Makes this node ask AWS again for some users.
   *
   * @param which gets the id of the realm and of the user
   */
  void forgetIf(BiPredicate<String, String> which) {
    cache.forgetIf((key, issue) -> key.userId() != null && which.test(key.realmId(), key.userId()));
  }

  /** Makes this node ask AWS again for those users of whom it holds another identity. */
  public void forgetOthers(List<KnownIdentity> known) {
    Map<KnownIdentity, String> now = new HashMap<>();
    known.forEach(each -> now.put(anyIdentity(each), each.identityId()));
    cache.forgetIf(
        (key, issue) -> {
          KnownIdentity user =
              new KnownIdentity(key.realmId(), key.userId(), key.pool().identityPoolId(), null);
          return issue != null && now.containsKey(user) && !isOf(now.get(user), issue);
        });
  }

  private static KnownIdentity anyIdentity(KnownIdentity known) {
    return new KnownIdentity(known.realmId(), known.userId(), known.identityPoolId(), null);
  }

  private static boolean isOf(String identityId, Issue issue) {
    return issue instanceof OpenIdToken token
        ? token.identityId().equals(identityId)
        : issue instanceof AwsCredentials issued && issued.identityId().equals(identityId);
  }

  /** How many tokens a second this node asks for at most, in a pool's region. */
  public double pace(IdentityPool pool) {
    return pacer(pool).rate();
  }

  /** The pool's authenticated role; its ARN is null where AWS does not tell. Never fails. */
  public PoolRole authenticatedRole(IdentityPool pool) {
    return askForRole(pool).join();
  }

  /**
   * Asks AWS something that is not kept. Blocks for the call time-out at most.
   *
   * @param question gets the time it may take, and throws {@link ExchangeException}
   */
  public <T> Outcome<T> ask(Function<Duration, T> question) {
    return flights.answer(() -> call(() -> question.apply(limits.callTimeout())));
  }

  private CompletableFuture<OpenIdToken> askForToken(ExchangeRequest request) {
    Deadline deadline = Deadline.in(limits.callTimeout());
    return call(() -> tokenOrOwn(request, deadline));
  }

  /** A guest's identity that is not the caller's to take gives way to the caller's own. */
  private OpenIdToken tokenOrOwn(ExchangeRequest request, Deadline deadline) {
    if (!request.logins().isEmpty()) {
      return pacedToken(linking.target(request, deadline), deadline);
    }
    try {
      return pacedToken(request, deadline);
    } catch (ExchangeException e) {
      boolean conflict = e.failure().kind() == Failure.Kind.IDENTITY_CONFLICT;
      if (conflict && request.identityId() != null) {
        return pacedToken(request.forIdentity(null), deadline);
      }
      throw e;
    }
  }

  /** A call that AWS has throttled has its second attempt at the new pace. */
  private OpenIdToken pacedToken(ExchangeRequest request, Deadline deadline) {
    Pacer pacer = pacer(request.pool());
    Supplier<OpenIdToken> call = () -> gateway.openIdToken(request, deadline.remaining());
    try {
      return pacer.paced(call);
    } catch (ExchangeException e) {
      if (e.failure().kind() == Failure.Kind.THROTTLED) {
        return pacer.paced(call);
      }
      throw e;
    }
  }

  private Pacer pacer(IdentityPool pool) {
    return pacers.computeIfAbsent(pool.region(), this::newPacer);
  }

  private Pacer newPacer(String region) {
    Duration queue = limits.longestQueue();
    Pacer pacer = new Pacer(limits.callsPerSecond(), queue, limits.maxWaiting(), System::nanoTime);
    meters.watch(Limit.in(region, "pace", pacer::rate, limits.callsPerSecond()));
    meters.watch(
        Limit.in(region, "queue.seconds", () -> seconds(pacer.untilNextTurn()), seconds(queue)));
    return pacer;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private CompletableFuture<AwsCredentials> askForCredentials(ExchangeRequest request) {
    return request.role() == null ? enhancedFlow(request) : basicFlow(request);
  }

  private CompletableFuture<AwsCredentials> enhancedFlow(ExchangeRequest request) {
    CompletableFuture<PoolRole> role = askForRole(request.pool());
    return redeem(
            request,
            (token, time) -> gateway.credentials(request.pool(), token, time),
            failure -> !failure.mayPass())
        .thenCompose(issued -> role.thenApply(r -> issued.withRole(r.arn())));
  }

  private CompletableFuture<AwsCredentials> basicFlow(ExchangeRequest request) {
    return redeem(
        request,
        (token, time) -> gateway.assumeRole(request, token, time),
        failure -> failure.kind() == Failure.Kind.TOKEN_REFUSED);
  }

  /**
   * @param blamesToken whether a failure may be the token's fault: STS says so, Cognito does not
   */
  private CompletableFuture<AwsCredentials> redeem(
      ExchangeRequest request,
      BiFunction<OpenIdToken, Duration, AwsCredentials> flow,
      Predicate<Failure> blamesToken) {
    Deadline deadline = Deadline.in(limits.callTimeout());
    Lookup<OpenIdToken> token =
        flights.join(tokenKey(request), OpenIdToken.class, () -> askForToken(request));
    return token
        .future()
        .thenApplyAsync(
            t -> {
              try {
                return flow.apply(t, deadline.remaining());
              } catch (ExchangeException e) {
                throw blamesToken.test(e.failure())
                    ? withoutToken(request, t, token.source(), e)
                    : e;
              }
            },
            executors.get());
  }

  /** The identity may have been deleted or merged at AWS since the token was issued. */
  private ExchangeException withoutToken(
      ExchangeRequest request, OpenIdToken token, Source source, ExchangeException refused) {
    cache.drop(tokenKey(request), token);
    if (source != Source.HIT) {
      return refused;
    }
    return new ExchangeException(
        Failure.unavailable(
            "AWS no longer accepts the identity's token. Try again.",
            refused.failure().cause(),
            Duration.ofSeconds(1)),
        refused);
  }

  /** Never fails and never takes long: without an answer, the credentials come without an ARN. */
  private CompletableFuture<PoolRole> askForRole(IdentityPool pool) {
    IssueKey key = new IssueKey(PoolRole.class, null, null, pool, null);
    return flights
        .join(
            key,
            PoolRole.class,
            () -> call(() -> gateway.authenticatedRole(pool, limits.callTimeout())))
        .future()
        .copy()
        .completeOnTimeout(
            new PoolRole(null, null), LONGEST_WAIT_FOR_ROLE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(e -> new PoolRole(null, null));
  }

  private <T> CompletableFuture<T> call(Supplier<T> awsCall) {
    try {
      return CompletableFuture.supplyAsync(awsCall, executors.get());
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static IssueKey tokenKey(ExchangeRequest request) {
    return key(OpenIdToken.class, request, variant(request));
  }

  /** What makes one token of a user another one than the next. */
  private static List<Object> variant(ExchangeRequest request) {
    return List.of(
        request.tokenDuration(),
        optional(request.identityId()),
        Digest.of(request.logins()),
        Digest.of(request.tags().values()));
  }

  private static Optional<Object> optional(Object value) {
    return Optional.ofNullable(value);
  }

  private static IssueKey key(
      Class<? extends Issue> kind, ExchangeRequest request, Object variant) {
    Caller caller = request.caller();
    return new IssueKey(kind, caller.realmId(), caller.userId(), request.pool(), variant);
  }
}
