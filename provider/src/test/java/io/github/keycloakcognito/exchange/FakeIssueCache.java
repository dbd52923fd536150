package io.github.keycloakcognito.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** The contract of {@link IssueCache} on a map, without size or expiry of its own. */
final class FakeIssueCache implements IssueCache {

  private final Map<IssueKey, CompletableFuture<Issue>> issues = new ConcurrentHashMap<>();
  private final Map<IssueKey, Instant> landings = new ConcurrentHashMap<>();
  private final InstantSource clock;

  FakeIssueCache(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public <T extends Issue> Optional<T> peek(IssueKey key, Class<T> type) {
    CompletableFuture<Issue> held = issues.get(key);
    return held == null ? Optional.empty() : Optional.ofNullable(held.getNow(null)).map(type::cast);
  }

  @Override
  public boolean isUnderWay(IssueKey key) {
    CompletableFuture<Issue> held = issues.get(key);
    return held != null && !held.isDone();
  }

  @Override
  public <T extends Issue> Lookup<T> get(
      IssueKey key, Class<T> type, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<Issue> mine = new CompletableFuture<>();
    CompletableFuture<Issue> held = issues.putIfAbsent(key, mine);
    if (held != null) {
      return new Lookup<>(held.thenApply(type::cast), held.isDone() ? Source.HIT : Source.SHARED);
    }
    CompletableFuture<T> unused =
        start
            .get()
            .whenComplete(
                (issue, thrown) -> {
                  if (thrown == null) {
                    landings.put(key, clock.instant());
                    mine.complete(issue);
                  } else {
                    issues.remove(key, mine);
                    mine.completeExceptionally(thrown);
                  }
                });
    return new Lookup<>(mine.thenApply(type::cast), Source.FRESH);
  }

  @Override
  public <T extends Issue> Lookup<T> renew(
      IssueKey key, Class<T> type, Instant since, Supplier<CompletableFuture<T>> start) {
    CompletableFuture<Issue> old = issues.get(key);
    boolean outdated = old != null && old.isDone() && landings.get(key).isBefore(since);
    if (!outdated || !issues.remove(key, old)) {
      return get(key, type, start);
    }
    Lookup<T> lookup = get(key, type, start);
    CompletableFuture<T> unused =
        lookup
            .future()
            .whenComplete(
                (issue, thrown) -> {
                  if (thrown != null) {
                    issues.putIfAbsent(key, old);
                  }
                });
    return lookup;
  }

  @Override
  public void forgetIf(BiPredicate<IssueKey, Issue> outdated) {
    issues.entrySet().removeIf(held -> outdated.test(held.getKey(), held.getValue().getNow(null)));
  }

  @Override
  public void drop(IssueKey key, Issue issue) {
    issues.computeIfPresent(key, (k, held) -> issue.equals(held.getNow(null)) ? null : held);
  }
}
