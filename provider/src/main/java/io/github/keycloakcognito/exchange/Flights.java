package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.IssueCache.Held;
import io.github.keycloakcognito.exchange.IssueCache.Lookup;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Hands out what the cache holds and lets a bounded number of requests wait for the rest. Request
 * threads belong to Keycloak, which has about 50: if more than a part of them waited for AWS, a
 * slow AWS would stop every sign-in.
 */
final class Flights {

  private static final System.Logger LOG = System.getLogger(Flights.class.getName());

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** The call itself ends at the time-out and says why; who waits for it has to hear that. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final IssueCache cache;
  private final InstantSource clock;
  private final Meters meters;
  private final Duration longestWait;
  private final Duration renewalInterval;
  private final Semaphore waiting;

  Flights(IssueCache cache, InstantSource clock, Meters meters, Limits limits) {
    this.cache = cache;
    this.clock = clock;
    this.meters = meters;
    this.longestWait = limits.callTimeout().plus(GRACE);
    this.renewalInterval = limits.renewalInterval();
    this.waiting = new Semaphore(limits.maxWaiting());
    meters.watch(
        Limit.of(
            "waiting.requests",
            () -> limits.maxWaiting() - waiting.availablePermits(),
            limits.maxWaiting()));
  }

  /**
   * Answers from the cache, from a call under way, or from a new one started by {@code start}. What
   * is asked for near the end of its time is renewed meanwhile: a user with many requests would
   * otherwise fill all places to wait when it is over.
   *
   * @param comeBack gives a time to those for whom AWS would have to be asked and there is no room;
   *     what a call under way brings is there for all sooner
   */
  <T extends Issue> Outcome<T> answer(
      IssueKey key,
      Class<T> type,
      Supplier<CompletableFuture<T>> start,
      Supplier<Duration> comeBack) {
    Optional<Held<T>> cached = servable(key, type);
    if (cached.isPresent()) {
      Held<T> held = cached.get();
      held.renewAhead(start);
      // Whoever is given it first is who it was issued to.
      Source source = held.isNews() ? Source.FRESH : Source.HIT;
      meters.lookup(source);
      return new Issued<>(held.issue(), source);
    }
    return counted(
        () -> join(key, type, start), () -> cache.isUnderWay(key) ? RETRY : comeBack.get());
  }

  /** As {@link #answer}, but what stands in the cache is too old after the renewal interval. */
  <T extends Issue> Outcome<T> renew(
      IssueKey key, Class<T> type, Supplier<CompletableFuture<T>> start) {
    servable(key, type);
    Instant since = clock.instant().minus(renewalInterval);
    return counted(() -> cache.renew(key, type, since, start), () -> RETRY);
  }

  private <T extends Issue> Outcome<T> counted(
      Supplier<Lookup<T>> start, Supplier<Duration> comeBack) {
    return inPlace(
        () -> {
          Lookup<T> lookup = start.get();
          meters.lookup(lookup.source());
          return lookup;
        },
        comeBack);
  }

  /** Answers from a new call that nobody shares. */
  <T> Outcome<T> answer(Supplier<CompletableFuture<T>> start) {
    return inPlace(() -> new Lookup<>(start.get(), Source.FRESH), () -> RETRY);
  }

  private <T> Outcome<T> inPlace(Supplier<Lookup<T>> start, Supplier<Duration> comeBack) {
    if (!waiting.tryAcquire()) {
      return new Failed<>(
          Failure.unavailable(
              "Too many requests are waiting for AWS. Try again later.",
              "all places to wait for AWS are taken",
              comeBack.get()),
          Source.SHARED);
    }
    try {
      return await(start.get());
    } finally {
      waiting.release();
    }
  }

  /** The call under way for {@code key}, or a new one; what is too old is not used. */
  <T extends Issue> Lookup<T> join(
      IssueKey key, Class<T> type, Supplier<CompletableFuture<T>> start) {
    servable(key, type);
    return cache.get(key, type, start);
  }

  private <T extends Issue> Optional<Held<T>> servable(IssueKey key, Class<T> type) {
    Optional<Held<T>> cached = cache.held(key, type);
    if (cached.isPresent() && !clock.instant().isBefore(cached.get().issue().servableUntil())) {
      cache.drop(key, cached.get().issue());
      return Optional.empty();
    }
    return cached;
  }

  private <T> Outcome<T> await(Lookup<T> lookup) {
    try {
      T issue = lookup.future().get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
      return new Issued<>(issue, lookup.source());
    } catch (ExecutionException e) {
      return new Failed<>(failureOf(e.getCause()), lookup.source());
    } catch (TimeoutException e) {
      return new Failed<>(
          Failure.of(Failure.Kind.TIMEOUT, "AWS did not answer in time."), lookup.source());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed<>(
          Failure.unavailable("The server is stopping.", "interrupted", RETRY), lookup.source());
    }
  }

  /** The failure a call ended with. */
  private static Failure failureOf(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof ExchangeException exchange) {
      return exchange.failure();
    }
    if (cause instanceof RejectedExecutionException) {
      return Failure.unavailable(
          "Too many requests are waiting for AWS. Try again later.",
          "all threads for calls to AWS are busy",
          RETRY);
    }
    LOG.log(Level.ERROR, "Unforeseen failure of a call to AWS", cause);
    return Failure.unavailable(
        "The exchange failed. The server's log says why.", cause.toString(), RETRY);
  }
}
