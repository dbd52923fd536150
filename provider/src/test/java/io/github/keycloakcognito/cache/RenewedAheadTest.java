package io.github.keycloakcognito.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.exchange.IssueCache.Held;
import io.github.keycloakcognito.exchange.IssueCache.Lookup;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.IssueKey;
import io.github.keycloakcognito.exchange.ManualClock;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes the place of an issue before its time is over, while that is served. */
class RenewedAheadTest {

  private static final IssueKey KEY =
      new IssueKey(OpenIdToken.class, "demo-id", "alice", Samples.POOL, null);

  /** Served for ten minutes. */
  private static final OpenIdToken OLD = Samples.token("old");

  private static final OpenIdToken NEW = Samples.token("new");

  private final ManualClock clock = new ManualClock();
  private final CaffeineIssueCache cache = new CaffeineIssueCache(100, clock);
  private final CompletableFuture<OpenIdToken> call = new CompletableFuture<>();

  @BeforeEach
  void fill() {
    get(() -> CompletableFuture.completedFuture(OLD));
    clock.set(OLD.servableUntil().minus(Duration.ofMinutes(1)));
  }

  @Test
  void isNotAskedForBeforeLastTenth() {
    clock.set(OLD.servableUntil().minus(Duration.ofMinutes(1)).minusNanos(1));

    held().renewAhead(RenewedAheadTest::mustNotStart);
  }

  @Test
  void oldOneIsServedUntilItIsThere() {
    held().renewAhead(() -> call);

    assertThat(held().issue()).isEqualTo(OLD);
    assertThat(cache.isUnderWay(KEY)).isFalse();
    call.complete(NEW);
    assertThat(held().issue()).isEqualTo(NEW);
  }

  @Test
  void isAskedForOnce() {
    held().renewAhead(() -> call);

    held().renewAhead(RenewedAheadTest::mustNotStart);
  }

  @Test
  void isNewsToOneOnly() {
    held().renewAhead(() -> CompletableFuture.completedFuture(NEW));

    assertThat(held().isNews()).isTrue();
    assertThat(held().isNews()).isFalse();
    assertThat(get(RenewedAheadTest::mustNotStart).source()).isEqualTo(Source.HIT);
  }

  @Test
  void isFreshForFirstWhoGetsIt() {
    held().renewAhead(() -> CompletableFuture.completedFuture(NEW));

    assertThat(get(RenewedAheadTest::mustNotStart).source()).isEqualTo(Source.FRESH);
    assertThat(get(RenewedAheadTest::mustNotStart).source()).isEqualTo(Source.HIT);
  }

  @Test
  void whatSomebodyWaitedForIsNoNews() {
    assertThat(held().isNews()).isFalse();
  }

  @Test
  void oldOneStaysWhereItsCallFailsAndNoOtherIsStarted() {
    held().renewAhead(() -> CompletableFuture.failedFuture(new IllegalStateException("no")));

    assertThat(held().issue()).isEqualTo(OLD);
    assertThat(held().isNews()).isFalse();
    held().renewAhead(RenewedAheadTest::mustNotStart);
  }

  @Test
  void oldOneStaysWhereItsStartThrows() {
    held()
        .renewAhead(
            () -> {
              throw new IllegalStateException("no");
            });

    assertThat(held().issue()).isEqualTo(OLD);
  }

  @Test
  void isNotKeptWhereUserWasForgottenMeanwhile() {
    held().renewAhead(() -> call);

    cache.forgetIf((key, issue) -> true);
    call.complete(NEW);

    assertThat(cache.held(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void doesNotTakePlaceOfAnotherOne() {
    OpenIdToken other = Samples.token("other");
    held().renewAhead(() -> call);
    cache.drop(KEY, OLD);
    get(() -> CompletableFuture.completedFuture(other));

    call.complete(NEW);

    assertThat(held().issue()).isEqualTo(other);
  }

  @Test
  void isServedToItsOwnEnd() {
    clock.set(OLD.servableUntil().minus(Duration.ofMillis(50)));
    OpenIdToken longer =
        new OpenIdToken(
            NEW.identityId(),
            NEW.token(),
            clock.instant(),
            clock.instant().plusSeconds(900),
            null,
            null);
    held().renewAhead(() -> CompletableFuture.completedFuture(longer));
    IssueKey other = new IssueKey(OpenIdToken.class, "demo-id", "bob", Samples.POOL, null);
    cache.get(other, OpenIdToken.class, () -> CompletableFuture.completedFuture(OLD));

    await().until(() -> cache.held(other, OpenIdToken.class).isEmpty());

    assertThat(held().issue()).isEqualTo(longer);
  }

  @Test
  void isForgottenAtItsEnd() {
    clock.set(OLD.servableUntil().minus(Duration.ofMillis(50)));

    held().renewAhead(() -> CompletableFuture.completedFuture(NEW));

    await().until(() -> cache.held(KEY, OpenIdToken.class).isEmpty());
  }

  private Held<OpenIdToken> held() {
    return cache.held(KEY, OpenIdToken.class).orElseThrow();
  }

  private Lookup<OpenIdToken> get(Supplier<CompletableFuture<OpenIdToken>> start) {
    return cache.get(KEY, OpenIdToken.class, start);
  }

  private static CompletableFuture<OpenIdToken> mustNotStart() {
    throw new AssertionError("a call was started");
  }
}
