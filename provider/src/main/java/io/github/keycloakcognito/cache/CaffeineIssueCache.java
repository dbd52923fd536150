package io.github.keycloakcognito.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.keycloakcognito.exchange.Issue;
import io.github.keycloakcognito.exchange.IssueCache;
import io.github.keycloakcognito.exchange.IssueKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * An {@link IssueCache} of bounded size on Caffeine's asynchronous cache, which holds calls under
 * way and their results alike.
 */
public final class CaffeineIssueCache implements IssueCache {

  private final AsyncCache<IssueKey, Landing> cache;
  private final InstantSource clock;

  /**
   * A cache that is empty.
   *
   * @param size how many issues are kept
   * @param clock tells how long an issue may be served
   */
  public CaffeineIssueCache(long size, InstantSource clock) {
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(size)
            .expireAfter(Expiry.<IssueKey, Landing>writing((key, landing) -> landing.kept(clock)))
            .executor(Runnable::run)
            .buildAsync();
  }

  @Override
  public <T extends Issue> Optional<Held<T>> held(IssueKey key, Class<T> type) {
    CompletableFuture<Landing> place = cache.getIfPresent(key);
    return place == null || issue(place) == null
        ? Optional.empty()
        : Optional.of(new Standing<>(key, place, type.cast(issue(place))));
  }

  @Override
  public boolean isUnderWay(IssueKey key) {
    CompletableFuture<Landing> held = cache.getIfPresent(key);
    return held != null && !held.isDone();
  }

  /** How many issues it keeps, calls under way included; an estimate while it changes. */
  public long entries() {
    return cache.synchronous().estimatedSize();
  }

  @Override
  public <T extends Issue> Lookup<T> get(
      IssueKey key, Class<T> type, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<Landing> mine = new CompletableFuture<>();
    CompletableFuture<Landing> held = cache.get(key, (k, executor) -> mine);
    if (held == mine) {
      // Outside the cache's own lock, because a start may look into the cache itself.
      land(mine, () -> cache.asMap().remove(key, mine), start);
      return lookup(mine, type, Source.FRESH);
    }
    return lookup(held, type, held.isDone() ? held.join().source() : Source.SHARED);
  }

  @Override
  public <T extends Issue> Lookup<T> renew(
      IssueKey key, Class<T> type, Instant since, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<Landing> mine = new CompletableFuture<>();
    CompletableFuture<Landing> old = cache.getIfPresent(key);
    boolean outdated = old != null && old.isDone() && old.join().at.isBefore(since);
    if (!outdated || !cache.asMap().replace(key, old, mine)) {
      return get(key, type, start);
    }
    land(mine, () -> cache.asMap().replace(key, mine, old), start);
    return lookup(mine, type, Source.FRESH);
  }

  private static <T extends Issue> Lookup<T> lookup(
      CompletableFuture<Landing> held, Class<T> type, Source source) {
    return new Lookup<>(held.thenCompose(landing -> landing.as(type)), source);
  }

  /**
   * @param giveUp clears {@code place} where the call fails
   */
  private <T extends Issue> void land(
      CompletableFuture<Landing> place, Runnable giveUp, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<T> unused =
        started(start)
            .whenComplete(
                (issue, thrown) -> {
                  if (thrown != null) {
                    // Caffeine hears of the end after those who wait for it, who may come back at
                    // once.
                    giveUp.run();
                  }
                  place.complete(new Landing(issue, thrown, clock.instant(), false));
                });
  }

  private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> start) {
    try {
      return start.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void forgetIf(BiPredicate<IssueKey, Issue> outdated) {
    cache.asMap().entrySet().removeIf(held -> outdated.test(held.getKey(), issue(held.getValue())));
  }

  private static Issue issue(CompletableFuture<Landing> held) {
    return held.isDone() ? held.join().issue : null;
  }

  @Override
  public void drop(IssueKey key, Issue issue) {
    cache
        .asMap()
        .computeIfPresent(
            key, (k, held) -> held.isDone() && issue.equals(held.join().issue) ? null : held);
  }

  private final class Standing<T extends Issue> implements Held<T> {

    private final IssueKey key;
    private final CompletableFuture<Landing> place;
    private final T issue;

    Standing(IssueKey key, CompletableFuture<Landing> place, T issue) {
      this.key = key;
      this.place = place;
      this.issue = issue;
    }

    @Override
    public T issue() {
      return issue;
    }

    @Override
    public boolean isNews() {
      return place.join().takeNews();
    }

    @Override
    public void renewAhead(Supplier<CompletableFuture<T>> start) {
      if (!place.join().takeRenewal(clock.instant())) {
        return;
      }
      CompletableFuture<Void> unused =
          started(start)
              .thenAccept(
                  next -> {
                    Landing landing = new Landing(next, null, clock.instant(), true);
                    cache.asMap().replace(key, place, CompletableFuture.completedFuture(landing));
                  });
    }
  }

  /**
   * How a call ended. A failed one is a value too, of no duration: Caffeine would log the stack of
   * each exceptional future.
   */
  private static final class Landing {

    /** The last part of an issue's time, in which it is renewed ahead. */
    private static final int LAST_PART = 10;

    private final Issue issue;
    private final Throwable failure;
    private final Instant at;
    private final AtomicBoolean news;
    private final AtomicBoolean renewed = new AtomicBoolean();

    /**
     * @param news whether nobody waited for it
     */
    Landing(Issue issue, Throwable failure, Instant at, boolean news) {
      this.issue = issue;
      this.failure = failure;
      this.at = at;
      this.news = new AtomicBoolean(news);
    }

    Source source() {
      return takeNews() ? Source.FRESH : Source.HIT;
    }

    boolean takeNews() {
      return news.get() && news.compareAndSet(true, false);
    }

    boolean takeRenewal(Instant now) {
      Duration left = Duration.between(now, issue.servableUntil());
      Duration whole = Duration.between(at, issue.servableUntil());
      return left.compareTo(whole.dividedBy(LAST_PART)) <= 0
          && !renewed.get()
          && renewed.compareAndSet(false, true);
    }

    Duration kept(InstantSource clock) {
      if (issue == null) {
        return Duration.ZERO;
      }
      Duration left = Duration.between(clock.instant(), issue.servableUntil());
      return left.isNegative() ? Duration.ZERO : left;
    }

    <T extends Issue> CompletableFuture<T> as(Class<T> type) {
      return issue == null
          ? CompletableFuture.failedFuture(failure)
          : CompletableFuture.completedFuture(type.cast(issue));
    }
  }
}
