package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {

  private static final int QUOTA = 50;
  private static final Duration INTERVAL = Duration.ofMillis(20);

  // Negative, as System.nanoTime may be.
  private long now = -Duration.ofSeconds(3).toNanos();
  private final Pacer pacer = new Pacer(QUOTA, () -> now);

  @Test
  void letsOnlyOneGoAtOnce() {
    assertThat(pacer.takeTurn()).isZero();
    assertThat(pacer.takeTurn()).isPositive();
  }

  @Test
  void spacesTurnsByQuota() {
    takeDueTurn();

    assertThat(pacer.takeTurn()).isEqualTo(INTERVAL);
    assertThat(pacer.takeTurn()).isEqualTo(INTERVAL.multipliedBy(2));
    advance(INTERVAL);
    assertThat(pacer.takeTurn()).isEqualTo(INTERVAL.multipliedBy(2));
  }

  @Test
  void savesNoTurnsWhileIdle() {
    takeDueTurn();
    advance(Duration.ofHours(1));
    takeDueTurn();

    assertThat(pacer.takeTurn()).isEqualTo(INTERVAL);
  }

  @Test
  void sendsAwayWhoWouldWaitTooLong() {
    useUpLongestWait();

    Failure failure = refusal();

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.cause()).contains("50 calls a second");
    assertThat(failure.retryAfter()).isGreaterThan(Pacer.LONGEST_WAIT);
  }

  @Test
  void sendsNobodyAwayWhoHasTime() {
    useUpLongestWait();

    assertThat(pacer.takeAnyTurn()).isGreaterThan(Pacer.LONGEST_WAIT);
  }

  @Test
  void spreadsReturnOfThoseSentAway() {
    useUpLongestWait();

    Duration first = refusal().retryAfter();

    assertThat(refusal().retryAfter()).isEqualTo(first.plus(INTERVAL));
    assertThat(refusal().retryAfter()).isEqualTo(first.plus(INTERVAL.multipliedBy(2)));
  }

  @Test
  void nobodyIsSentAwayForLong() {
    useUpLongestWait();
    for (int i = 0; i < 10_000; i++) {
      refusal();
    }

    assertThat(refusal().retryAfter()).isEqualTo(Pacer.LATEST_RETURN);
  }

  @Test
  void refusalTakesNoTurn() {
    useUpLongestWait();
    refusal();
    refusal();
    advance(INTERVAL);

    assertThat(pacer.takeTurn()).isEqualTo(Pacer.LONGEST_WAIT);
  }

  @Test
  void returnTimesAreForgottenWhenPressureEnds() {
    useUpLongestWait();
    Duration first = refusal().retryAfter();
    refusal();
    advance(Duration.ofMinutes(1));
    takeDueTurn();
    useUpWaits();

    assertThat(refusal().retryAfter()).isEqualTo(first);
  }

  @Test
  void throttlingStretchesInterval() {
    takeDueTurn();
    pacer.throttled();
    Duration before = pacer.takeTurn();

    assertThat(pacer.takeTurn().minus(before)).isEqualTo(Duration.ofNanos(28_571_428));
  }

  @Test
  void throttlingNeverStopsCallsAltogether() {
    takeDueTurn();
    for (int i = 0; i < 1_000; i++) {
      pacer.throttled();
    }

    pacer.takeTurn();
    advance(Duration.ofSeconds(1));
    assertThat(pacer.takeTurn()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(refusal().cause()).contains("pace of 1 calls");
  }

  @Test
  void answersRaisePaceStepByStep() {
    takeDueTurn();
    pacer.throttled();
    pacer.throttled();
    Duration slow = step();

    pacer.answered();
    Duration faster = step();

    assertThat(faster).isLessThan(slow).isGreaterThan(INTERVAL);
  }

  @Test
  void answersNeverRaisePaceAboveQuota() {
    for (int i = 0; i < 1_000; i++) {
      pacer.answered();
    }
    takeDueTurn();

    assertThat(step()).isEqualTo(INTERVAL);
  }

  /** The time between two turns at the present pace. */
  private Duration step() {
    Duration before = pacer.takeTurn();
    return pacer.takeTurn().minus(before);
  }

  private void takeDueTurn() {
    assertThat(pacer.takeTurn()).isZero();
  }

  private void useUpLongestWait() {
    takeDueTurn();
    useUpWaits();
  }

  private void useUpWaits() {
    while (pacer.takeTurn().compareTo(Pacer.LONGEST_WAIT) < 0) {
      // Each turn waits one interval longer than the one before.
    }
    assertThatThrownBy(pacer::takeTurn).isInstanceOf(ExchangeException.class);
  }

  private Failure refusal() {
    return catchThrowableOfType(ExchangeException.class, pacer::takeTurn).failure();
  }

  private void advance(Duration time) {
    now += time.toNanos();
  }
}
