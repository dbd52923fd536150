package io.github.keycloakcognito.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.keycloakcognito.exchange.Issue;
import io.github.keycloakcognito.exchange.IssueCache;
import io.github.keycloakcognito.exchange.IssueKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * An {@link IssueCache} of bounded size on Caffeine's asynchronous cache, which holds calls under
 * way and their results alike and forgets failed ones by itself.
 */
public final class CaffeineIssueCache implements IssueCache {

  private final AsyncCache<IssueKey, Issue> cache;

  /**
   * @param size how many issues are kept
   * @param clock tells how long an issue may be served
   */
  public CaffeineIssueCache(long size, InstantSource clock) {
    Executor sameThread = Runnable::run;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(size)
            .expireAfter(
                Expiry.<IssueKey, Issue>creating(
                    (key, issue) -> Duration.between(clock.instant(), issue.servableUntil())))
            .executor(sameThread)
            .buildAsync();
  }

  @Override
  public <T extends Issue> Optional<T> peek(IssueKey key, Class<T> type) {
    return Optional.ofNullable(cache.getIfPresent(key))
        .flatMap(CaffeineIssueCache::peek)
        .map(type::cast);
  }

  private static Optional<Issue> peek(CompletableFuture<Issue> held) {
    return held.isDone() && !held.isCompletedExceptionally()
        ? Optional.of(held.join())
        : Optional.empty();
  }

  @Override
  public <T extends Issue> Lookup<T> get(
      IssueKey key, Class<T> type, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<Issue> mine = new CompletableFuture<>();
    CompletableFuture<Issue> held = cache.get(key, (k, executor) -> mine);
    if (held == mine) {
      // Outside the cache's own lock, because a start may look into the cache itself.
      fill(mine, start);
      return new Lookup<>(mine.thenApply(type::cast), Source.FRESH);
    }
    return new Lookup<>(held.thenApply(type::cast), held.isDone() ? Source.HIT : Source.SHARED);
  }

  private static <T extends Issue> void fill(
      CompletableFuture<Issue> place, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<T> call;
    try {
      call = start.get();
    } catch (RuntimeException e) {
      call = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<T> unused =
        call.whenComplete(
            (issue, thrown) -> {
              if (thrown != null) {
                place.completeExceptionally(thrown);
              } else {
                place.complete(issue);
              }
            });
  }

  @Override
  public void drop(IssueKey key, Issue issue) {
    cache
        .asMap()
        .computeIfPresent(
            key, (k, held) -> held.isDone() && peek(held).equals(Optional.of(issue)) ? null : held);
  }
}
