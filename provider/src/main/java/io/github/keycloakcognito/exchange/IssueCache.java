package io.github.keycloakcognito.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Keeps what was issued while it may be served again, and lets one call per key run at a time. A
 * failed call leaves nothing behind.
 */
public interface IssueCache {

  /** Where an answer came from. */
  enum Source {
    /** It stood in the cache. */
    HIT,
    /** Another request was already asking AWS for it. */
    SHARED,
    /** AWS was asked for it. */
    FRESH
  }

  /** The result of {@link #get}; {@code future} is completed for a {@link Source#HIT}. */
  record Lookup<T>(CompletableFuture<T> future, Source source) {}

  /** What stands in the cache, as one who asks for it finds it. */
  interface Held<T> {

    T issue();

    /** Whether it was renewed ahead and nobody has been given it yet: true for one caller only. */
    boolean isNews();

    /**
     * Where its time is nearly over, starts a call whose issue takes its place, once. Nobody waits
     * for that call; if it fails, this issue is served to its end.
     */
    void renewAhead(Supplier<CompletableFuture<T>> start);
  }

  /** What stands in the cache, if the call for it has ended. */
  <T extends Issue> Optional<Held<T>> held(IssueKey key, Class<T> type);

  /** As {@link #held}, the issue only. */
  default <T extends Issue> Optional<T> peek(IssueKey key, Class<T> type) {
    return held(key, type).map(Held::issue);
  }

  /** Whether a call for {@code key} has not ended yet. */
  boolean isUnderWay(IssueKey key);

  /** Joins the call under way for {@code key}, or starts one with {@code start}. */
  <T extends Issue> Lookup<T> get(
      IssueKey key, Class<T> type, Supplier<CompletableFuture<T>> start);

  /**
   * As {@link #get}, but starts a call also where an issue stands that came before {@code since}.
   * The issue comes back if the call fails; until the call ends, everybody joins it.
   */
  <T extends Issue> Lookup<T> renew(
      IssueKey key, Class<T> type, Instant since, Supplier<CompletableFuture<T>> start);

  /**
   * Forgets what {@code outdated} says of, in one pass.
   *
   * @param outdated gets the issue, or null while the call for it is under way
   */
  void forgetIf(BiPredicate<IssueKey, Issue> outdated);

  /** Forgets {@code issue}, unless another one has taken its place. */
  void drop(IssueKey key, Issue issue);
}
