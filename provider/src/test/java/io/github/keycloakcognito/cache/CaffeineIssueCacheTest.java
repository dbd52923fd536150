package io.github.keycloakcognito.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.exchange.Issue;
import io.github.keycloakcognito.exchange.IssueCache;
import io.github.keycloakcognito.exchange.IssueCache.Lookup;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.IssueKey;
import io.github.keycloakcognito.exchange.ManualClock;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.PoolRole;
import io.github.keycloakcognito.exchange.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaffeineIssueCacheTest {

  private static final IssueKey KEY = key("alice");
  private static final OpenIdToken TOKEN = Samples.token("alice");

  private final ManualClock clock = new ManualClock();
  private final CaffeineIssueCache cache = new CaffeineIssueCache(100, clock);

  @Test
  void knowsNothingAtFirst() {
    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void startsCallForWhatItDoesNotHold() {
    Lookup<OpenIdToken> lookup = get(KEY, () -> CompletableFuture.completedFuture(TOKEN));

    assertThat(lookup.source()).isEqualTo(Source.FRESH);
    assertThat(lookup.future()).isCompletedWithValue(TOKEN);
  }

  @Test
  void answersFromWhatItHolds() {
    fill(cache, KEY, TOKEN);

    Lookup<OpenIdToken> lookup = get(KEY, CaffeineIssueCacheTest::mustNotStart);

    assertThat(lookup.source()).isEqualTo(Source.HIT);
    assertThat(lookup.future()).isCompletedWithValue(TOKEN);
    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(TOKEN);
  }

  @Test
  void joinsCallUnderWay() {
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    get(KEY, () -> call);

    Lookup<OpenIdToken> follower = get(KEY, CaffeineIssueCacheTest::mustNotStart);

    assertThat(follower.source()).isEqualTo(Source.SHARED);
    assertThat(follower.future()).isNotDone();
    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
    call.complete(TOKEN);
    assertThat(follower.future()).isCompletedWithValue(TOKEN);
    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(TOKEN);
  }

  @Test
  void givesFailureToAllWhoWaitAndForgetsIt() {
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    Lookup<OpenIdToken> first = get(KEY, () -> call);
    Lookup<OpenIdToken> follower = get(KEY, CaffeineIssueCacheTest::mustNotStart);
    Exception failure = new IllegalStateException("no");

    call.completeExceptionally(failure);

    assertThatThrownBy(first.future()::join).hasCause(failure);
    assertThatThrownBy(follower.future()::join).hasCause(failure);
    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
    assertThat(get(KEY, () -> CompletableFuture.completedFuture(TOKEN)).source())
        .isEqualTo(Source.FRESH);
  }

  @Test
  void hasForgottenFailureWhenThoseWhoWaitHearOfIt() {
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    CompletableFuture<Source> next = new CompletableFuture<>();
    CompletableFuture<OpenIdToken> unused =
        get(KEY, () -> call)
            .future()
            .whenComplete(
                (token, thrown) -> next.complete(get(KEY, CompletableFuture::new).source()));

    call.completeExceptionally(new IllegalStateException("no"));

    assertThat(next).isCompletedWithValue(Source.FRESH);
  }

  @Test
  void startThatThrowsIsFailedCall() {
    RuntimeException failure = new IllegalStateException("no");

    Lookup<OpenIdToken> lookup =
        get(
            KEY,
            () -> {
              throw failure;
            });

    assertThatThrownBy(lookup.future()::join).hasCause(failure);
    assertThat(get(KEY, () -> CompletableFuture.completedFuture(TOKEN)).source())
        .isEqualTo(Source.FRESH);
  }

  @Test
  void doesNotKeepWhatMayNotBeServedAgain() {
    clock.set(TOKEN.servableUntil());

    Lookup<OpenIdToken> lookup = get(KEY, () -> CompletableFuture.completedFuture(TOKEN));

    assertThat(lookup.future()).isCompletedWithValue(TOKEN);
    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void takesIssueThatIsLongPast() {
    clock.set(TOKEN.expiration().plus(Duration.ofDays(1)));

    Lookup<OpenIdToken> lookup = get(KEY, () -> CompletableFuture.completedFuture(TOKEN));

    assertThat(lookup.future()).isCompletedWithValue(TOKEN);
    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void forgetsIssueWhenItMayNoLongerBeServed() {
    clock.set(TOKEN.servableUntil().minus(Duration.ofMillis(50)));
    fill(cache, KEY, TOKEN);

    await().until(() -> cache.peek(KEY, OpenIdToken.class).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void holdsNoMoreThanItsSize(int size) {
    CaffeineIssueCache small = new CaffeineIssueCache(size, clock);

    IntStream.range(0, 100).forEach(i -> fill(small, key("user" + i), TOKEN));

    assertThat(IntStream.range(0, 100).boxed())
        .filteredOn(i -> small.peek(key("user" + i), OpenIdToken.class).isPresent())
        .hasSizeBetween(1, size);
  }

  @Test
  void sharesCallsEvenWithoutRoomForIssues() {
    IssueCache none = new CaffeineIssueCache(0, clock);
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    assertThat(none.get(KEY, OpenIdToken.class, () -> call).source()).isEqualTo(Source.FRESH);

    Lookup<OpenIdToken> follower =
        none.get(KEY, OpenIdToken.class, CaffeineIssueCacheTest::mustNotStart);
    call.complete(TOKEN);

    assertThat(follower.source()).isEqualTo(Source.SHARED);
    assertThat(follower.future()).isCompletedWithValue(TOKEN);
    assertThat(none.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void dropsIssue() {
    fill(cache, KEY, TOKEN);

    cache.drop(KEY, TOKEN);

    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void doesNotDropAnotherIssueThatTookItsPlace() {
    fill(cache, KEY, TOKEN);

    cache.drop(KEY, Samples.token("somebody else"));

    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(TOKEN);
  }

  @Test
  void doesNotDropCallUnderWay() {
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    get(KEY, () -> call);

    cache.drop(KEY, TOKEN);

    assertThat(get(KEY, CaffeineIssueCacheTest::mustNotStart).source()).isEqualTo(Source.SHARED);
  }

  @Test
  void dropsNothingWhereNothingIs() {
    cache.drop(KEY, TOKEN);

    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void forgetsWhatIsSaidToBeOutdatedAndNothingElse() {
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    IssueKey other = key("bob");
    IssueKey nobody = new IssueKey(OpenIdToken.class, null, null, Samples.POOL, null);
    IssueKey underWay =
        new IssueKey(OpenIdToken.class, "demo-id", "alice", Samples.POOL, "under way");
    fill(cache, KEY, TOKEN);
    fill(cache, other, TOKEN);
    fill(cache, nobody, TOKEN);
    get(underWay, () -> call);

    cache.forgetIf((key, issue) -> "alice".equals(key.userId()));
    call.complete(TOKEN);

    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
    assertThat(cache.peek(other, OpenIdToken.class)).isPresent();
    assertThat(cache.peek(nobody, OpenIdToken.class)).isPresent();
    assertThat(cache.peek(underWay, OpenIdToken.class)).isEmpty();
  }

  @Test
  void tellsIssuesThatAreThereAndNullForThoseUnderWay() {
    CompletableFuture<OpenIdToken> call = new CompletableFuture<>();
    IssueKey underWay = key("bob");
    fill(cache, KEY, TOKEN);
    get(underWay, () -> call);

    cache.forgetIf((key, issue) -> TOKEN.equals(issue));
    call.complete(TOKEN);

    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
    assertThat(cache.peek(underWay, OpenIdToken.class)).isPresent();
  }

  /** A map that computes under a lock would refuse this: both keys fall into one of its bins. */
  @Test
  void startMayLookIntoCacheItself() {
    IssueKey outer = new IssueKey(OpenIdToken.class, null, null, null, "Aa");
    IssueKey inner = new IssueKey(OpenIdToken.class, null, null, null, "BB");
    assertThat(inner).hasSameHashCodeAs(outer);

    Lookup<OpenIdToken> lookup =
        get(outer, () -> get(inner, () -> CompletableFuture.completedFuture(TOKEN)).future());

    assertThat(lookup.future()).isCompletedWithValue(TOKEN);
    assertThat(cache.peek(inner, OpenIdToken.class)).contains(TOKEN);
    assertThat(cache.peek(outer, OpenIdToken.class)).contains(TOKEN);
  }

  @Test
  void keepsKindsOfOneUserApart() {
    fill(cache, KEY, TOKEN);

    IssueKey role = new IssueKey(PoolRole.class, "demo-id", "alice", Samples.POOL, null);
    assertThat(cache.peek(role, PoolRole.class)).isEmpty();
  }

  private Lookup<OpenIdToken> get(IssueKey key, Supplier<CompletableFuture<OpenIdToken>> start) {
    return cache.get(key, OpenIdToken.class, start);
  }

  private static void fill(CaffeineIssueCache cache, IssueKey key, OpenIdToken token) {
    Supplier<CompletableFuture<OpenIdToken>> start = () -> CompletableFuture.completedFuture(token);
    assertThat(cache.get(key, OpenIdToken.class, start).source()).isEqualTo(Source.FRESH);
  }

  private static <T extends Issue> CompletableFuture<T> mustNotStart() {
    throw new AssertionError("a call was started");
  }

  private static IssueKey key(String user) {
    return new IssueKey(OpenIdToken.class, "demo-id", user, Samples.POOL, null);
  }
}
