package io.github.keycloakcognito.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.exchange.IssueCache.Lookup;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.IssueKey;
import io.github.keycloakcognito.exchange.ManualClock;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes the place of an issue that could still be served. */
class RenewedIssueTest {

  private static final IssueKey KEY =
      new IssueKey(OpenIdToken.class, "demo-id", "alice", Samples.POOL, null);
  private static final OpenIdToken OLD = Samples.token("old");
  private static final OpenIdToken NEW = Samples.token("new");

  private final ManualClock clock = new ManualClock();
  private final CaffeineIssueCache cache = new CaffeineIssueCache(100, clock);
  private final Instant landed = clock.instant();
  private final Instant later = landed.plusSeconds(1);
  private final CompletableFuture<OpenIdToken> call = new CompletableFuture<>();

  @BeforeEach
  void fill() {
    get(() -> CompletableFuture.completedFuture(OLD));
  }

  @Test
  void takesPlaceOfWhatCameBefore() {
    Lookup<OpenIdToken> lookup = renew(later, () -> CompletableFuture.completedFuture(NEW));

    assertThat(lookup.source()).isEqualTo(Source.FRESH);
    assertThat(lookup.future()).isCompletedWithValue(NEW);
    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(NEW);
  }

  @Test
  void isNotAskedForWhereOneCameSince() {
    Lookup<OpenIdToken> lookup = renew(landed, RenewedIssueTest::mustNotStart);

    assertThat(lookup.source()).isEqualTo(Source.HIT);
    assertThat(lookup.future()).isCompletedWithValue(OLD);
  }

  @Test
  void isAskedForWhereNothingStands() {
    cache.drop(KEY, OLD);

    assertThat(renew(landed, () -> CompletableFuture.completedFuture(NEW)).source())
        .isEqualTo(Source.FRESH);
    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(NEW);
  }

  @Test
  void isAskedForOnceByAllWhoComeMeanwhile() {
    renew(later, () -> call);

    Lookup<OpenIdToken> second = renew(later, RenewedIssueTest::mustNotStart);
    Lookup<OpenIdToken> ordinary = get(RenewedIssueTest::mustNotStart);
    call.complete(NEW);

    assertThat(second.source()).isEqualTo(Source.SHARED);
    assertThat(second.future()).isCompletedWithValue(NEW);
    assertThat(ordinary.source()).isEqualTo(Source.SHARED);
    assertThat(ordinary.future()).isCompletedWithValue(NEW);
  }

  @Test
  void leavesOldOneWhereItsCallFails() {
    Lookup<OpenIdToken> lookup = renew(later, () -> call);
    Exception failure = new IllegalStateException("no");

    call.completeExceptionally(failure);

    assertThatThrownBy(lookup.future()::join).hasCause(failure);
    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(OLD);
    assertThat(renew(later, () -> CompletableFuture.completedFuture(NEW)).source())
        .isEqualTo(Source.FRESH);
  }

  @Test
  void leavesOldOneWhereItsStartThrows() {
    renew(
        later,
        () -> {
          throw new IllegalStateException("no");
        });

    assertThat(cache.peek(KEY, OpenIdToken.class)).contains(OLD);
  }

  @Test
  void doesNotBringBackWhatWasForgottenMeanwhile() {
    renew(later, () -> call);

    cache.forgetIf((key, issue) -> true);
    call.completeExceptionally(new IllegalStateException("no"));

    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void isNotKeptWhereItWasForgottenMeanwhile() {
    Lookup<OpenIdToken> lookup = renew(later, () -> call);

    cache.forgetIf((key, issue) -> true);
    call.complete(NEW);

    assertThat(lookup.future()).isCompletedWithValue(NEW);
    assertThat(cache.peek(KEY, OpenIdToken.class)).isEmpty();
  }

  @Test
  void isForgottenWhenItMayNoLongerBeServed() {
    clock.set(NEW.servableUntil().minus(Duration.ofMillis(50)));

    renew(clock.instant(), () -> CompletableFuture.completedFuture(NEW));

    await().until(() -> cache.peek(KEY, OpenIdToken.class).isEmpty());
  }

  @Test
  void oldOneThatCameBackIsForgottenWhenItMayNoLongerBeServed() {
    clock.set(OLD.servableUntil().minus(Duration.ofMillis(50)));

    renew(clock.instant(), () -> CompletableFuture.failedFuture(new IllegalStateException("no")));

    await().until(() -> cache.peek(KEY, OpenIdToken.class).isEmpty());
  }

  private Lookup<OpenIdToken> get(Supplier<CompletableFuture<OpenIdToken>> start) {
    return cache.get(KEY, OpenIdToken.class, start);
  }

  private Lookup<OpenIdToken> renew(Instant since, Supplier<CompletableFuture<OpenIdToken>> start) {
    return cache.renew(KEY, OpenIdToken.class, since, start);
  }

  private static CompletableFuture<OpenIdToken> mustNotStart() {
    throw new AssertionError("a call was started");
  }
}
