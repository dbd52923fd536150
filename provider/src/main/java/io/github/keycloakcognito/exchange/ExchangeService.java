package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.IssueCache.Lookup;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Turns an authorised request into a Cognito token or AWS credentials. Callers have been checked
 * with {@link AccessRules} before they come here.
 */
public final class ExchangeService {

  private static final Duration LONGEST_WAIT_FOR_ROLE = Duration.ofMillis(500);

  private final CognitoGateway gateway;
  private final IssueCache cache;
  private final Executor executor;
  private final Limits limits;
  private final Flights flights;
  private final Map<String, Pacer> pacers = new ConcurrentHashMap<>();

  /**
   * @param executor runs the calls to AWS; bounded, and may reject
   * @param clock tells whether a cached issue may still be served
   */
  public ExchangeService(
      CognitoGateway gateway,
      IssueCache cache,
      Executor executor,
      InstantSource clock,
      Meters meters,
      Limits limits) {
    this.gateway = gateway;
    this.cache = cache;
    this.executor = executor;
    this.limits = limits;
    this.flights = new Flights(cache, clock, meters, limits);
  }

  /** A Cognito OpenID token of the caller's identity. Blocks for the call time-out at most. */
  public Outcome<OpenIdToken> token(ExchangeRequest request) {
    return flights.answer(tokenKey(request), OpenIdToken.class, () -> askForToken(request));
  }

  /** AWS credentials by the enhanced flow. Blocks for the call time-out at most. */
  public Outcome<AwsCredentials> credentials(ExchangeRequest request) {
    IssueKey key = key(AwsCredentials.class, request, request.identityId());
    return flights.answer(key, AwsCredentials.class, () -> askForCredentials(request));
  }

  private CompletableFuture<OpenIdToken> askForToken(ExchangeRequest request) {
    Deadline deadline = Deadline.in(limits.callTimeout());
    return call(() -> pacedToken(request, deadline));
  }

  private OpenIdToken pacedToken(ExchangeRequest request, Deadline deadline) {
    Pacer pacer =
        pacers.computeIfAbsent(
            request.pool().region(), r -> new Pacer(limits.callsPerSecond(), System::nanoTime));
    pause(pacer.takeTurn());
    try {
      OpenIdToken token = gateway.openIdToken(request, deadline.remaining());
      pacer.answered();
      return token;
    } catch (ExchangeException e) {
      if (e.failure().kind() == Failure.Kind.THROTTLED) {
        pacer.throttled();
      }
      throw e;
    }
  }

  private CompletableFuture<AwsCredentials> askForCredentials(ExchangeRequest request) {
    Deadline deadline = Deadline.in(limits.callTimeout());
    CompletableFuture<PoolRole> role = askForRole(request.pool());
    Lookup<OpenIdToken> token =
        flights.join(tokenKey(request), OpenIdToken.class, () -> askForToken(request));
    return token
        .future()
        .thenApplyAsync(t -> credentials(request, t, token.source(), deadline), executor)
        .thenCompose(issued -> role.thenApply(r -> issued.withRole(r.arn())));
  }

  private AwsCredentials credentials(
      ExchangeRequest request, OpenIdToken token, Source source, Deadline deadline) {
    try {
      return gateway.credentials(request.pool(), token, deadline.remaining());
    } catch (ExchangeException e) {
      if (e.failure().mayPass()) {
        throw e;
      }
      // The identity may have been deleted or merged at AWS since the token was issued.
      cache.drop(tokenKey(request), token);
      if (source == Source.HIT) {
        throw new ExchangeException(
            Failure.unavailable(
                "AWS no longer accepts the identity's token. Try again.",
                e.failure().cause(),
                Duration.ofSeconds(1)),
            e);
      }
      throw e;
    }
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
      return CompletableFuture.supplyAsync(awsCall, executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static IssueKey tokenKey(ExchangeRequest request) {
    return key(OpenIdToken.class, request, request.tokenDuration() + "/" + request.identityId());
  }

  private static IssueKey key(
      Class<? extends Issue> kind, ExchangeRequest request, Object variant) {
    Caller caller = request.caller();
    return new IssueKey(kind, caller.realmId(), caller.userId(), request.pool(), variant);
  }

  private static void pause(Duration wait) {
    if (wait.isZero()) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExchangeException(
          Failure.unavailable("The server is stopping.", "interrupted", Duration.ofSeconds(1)), e);
    }
  }
}
