package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** The contract of {@link IssueCache} on a map, without size or expiry of its own. */
final class FakeIssueCache implements IssueCache {

  private final Map<IssueKey, CompletableFuture<Issue>> issues = new ConcurrentHashMap<>();
  private final Map<IssueKey, Instant> landings = new ConcurrentHashMap<>();
  private final Set<Issue> news = byIdentity();
  private final Set<Issue> renewed = byIdentity();
  private final InstantSource clock;

  FakeIssueCache(InstantSource clock) {
    this.clock = clock;
  }

  private static Set<Issue> byIdentity() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  @Override
  public <T extends Issue> Optional<Held<T>> held(IssueKey key, Class<T> type) {
    CompletableFuture<Issue> place = issues.get(key);
    return place == null
        ? Optional.empty()
        : Optional.ofNullable(place.getNow(null))
            .map(issue -> new Standing<>(key, place, type.cast(issue)));
  }

  private final class Standing<T extends Issue> implements Held<T> {
    private final IssueKey key;
    private final CompletableFuture<Issue> place;
    private final T issue;

    Standing(IssueKey key, CompletableFuture<Issue> place, T issue) {
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
      return news.remove(issue);
    }

    @Override
    public void renewAhead(Supplier<CompletableFuture<T>> start) {
      Instant end = issue.servableUntil();
      Duration part = Duration.between(landings.get(key), end).dividedBy(10);
      if (clock.instant().isBefore(end.minus(part)) || !renewed.add(issue)) {
        return;
      }
      CompletableFuture<Void> unused =
          start
              .get()
              .thenAccept(
                  next -> {
                    news.add(next);
                    landings.put(key, clock.instant());
                    issues.replace(key, place, CompletableFuture.completedFuture(next));
                  });
    }
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
