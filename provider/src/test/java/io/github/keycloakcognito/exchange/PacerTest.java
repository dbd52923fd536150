package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacerTest {

  private static final int QUOTA = 50;
  private static final Duration NANO = Duration.ofNanos(10);
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final Duration QUEUE = Duration.ofSeconds(1);
  private static final int PLACES = 40;

  // Negative, as System.nanoTime may be.
  private long now = -Duration.ofSeconds(3).toNanos();
  private final Pacer pacer = new Pacer(QUOTA, QUEUE, PLACES, () -> now);

  @Test
  void letsOnlyOneGoAtOnce() {
    assertThat(turn()).isZero();
    assertThat(turn()).isPositive();
  }

  @Test
  void spacesTurnsByQuota() {
    takeDueTurn();

    assertThat(turn()).isEqualTo(INTERVAL);
    assertThat(turn()).isEqualTo(INTERVAL.multipliedBy(2));
    advance(INTERVAL);
    assertThat(turn()).isEqualTo(INTERVAL.multipliedBy(2));
  }

  @Test
  void savesNoTurnsWhileIdle() {
    takeDueTurn();
    advance(Duration.ofHours(1));
    takeDueTurn();

    assertThat(turn()).isEqualTo(INTERVAL);
  }

  @Test
  void sendsAwayWhoWouldWaitTooLong() {
    useUpLongestWait();

    Failure failure = refusal();

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.cause()).contains("50 calls a second");
    assertThat(failure.retryAfter()).isGreaterThanOrEqualTo(QUEUE);
  }

  @Test
  void sendsNobodyAwayWhoHasTime() {
    useUpLongestWait();

    assertThat(pacer.until(pacer.takeAnyTurn())).isGreaterThan(QUEUE);
  }

  @Test
  void spreadsReturnOfThoseSentAway() {
    useUpLongestWait();
    List<Long> seconds =
        Stream.generate(() -> refusal().retryAfter().toSeconds()).limit(500).toList();

    for (long second = 1; second <= 30; second++) {
      assertThat(Collections.frequency(seconds, second)).isLessThanOrEqualTo(PLACES);
    }
    assertThat(seconds).allMatch(second -> second <= 500 / (PLACES - 4) + 2);
  }

  @Test
  void sendsNobodyBackWithinTheSameSecond() {
    assertThat(pacer.comeBack()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void nobodyIsSentAwayForLong() {
    useUpLongestWait();
    for (int i = 0; i < 10_000; i++) {
      refusal();
    }

    assertThat(refusal().retryAfter()).isEqualTo(ReturnTimes.LATEST);
  }

  @Test
  void refusalTakesNoTurn() {
    useUpLongestWait();
    refusal();
    refusal();
    advance(INTERVAL);

    assertThat(turn()).isEqualTo(QUEUE);
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
    throttle();
    Duration before = turn();

    assertThat(turn().minus(before)).isCloseTo(Duration.ofNanos(28_571_428), NANO);
  }

  @Test
  void oneCongestionCutsOnce() {
    Pacer.Turn first = pacer.takeTurn();
    Pacer.Turn second = pacer.takeTurn();
    advance(Duration.ofMillis(30));
    pacer.throttled(first);
    pacer.throttled(second);

    assertThat(pacer.rate()).isCloseTo(35, within(0.1));
    throttle();
    assertThat(pacer.rate()).isCloseTo(24.5, within(0.1));
  }

  @Test
  void whoWaitsWaitsLongerWhenAwsThrottles() {
    Pacer.Turn gone = pacer.takeTurn();
    Pacer.Turn next = pacer.takeTurn();
    Pacer.Turn last = pacer.takeTurn();
    advance(INTERVAL.dividedBy(2));

    pacer.throttled(gone);

    assertThat(pacer.until(next)).isCloseTo(Duration.ofNanos(14_285_714), NANO);
    assertThat(pacer.until(last)).isCloseTo(Duration.ofNanos(42_857_142), NANO);
    assertThat(turn()).isCloseTo(Duration.ofNanos(71_428_571), NANO);
  }

  @Test
  void turnThatWasDueIsNotPutOff() {
    Pacer.Turn gone = pacer.takeTurn();
    Pacer.Turn due = pacer.takeTurn();
    advance(INTERVAL);

    pacer.throttled(gone);

    assertThat(pacer.until(due)).isZero();
  }

  @Test
  void whoseTurnWasDueBeforeCutSaysNothingAboutPaceSince() {
    Pacer.Turn gone = pacer.takeTurn();
    Pacer.Turn late = pacer.takeTurn();
    advance(INTERVAL);
    pacer.throttled(gone);
    advance(INTERVAL);

    pacer.throttled(late);

    assertThat(pacer.rate()).isLessThan(37);
    assertThat(pacer.rate()).isGreaterThan(35);
  }

  @Test
  void throttlingNeverStopsCallsAltogether() {
    takeDueTurn();
    for (int i = 0; i < 1_000; i++) {
      throttle();
    }

    assertThat(pacer.rate()).isEqualTo(1);
    useUpWaits();
    assertThat(refusal().cause()).contains("pace of 1 calls");
  }

  @Test
  void paceClimbsBackFastThenSlowlyThenPastWhereItWasCut() {
    throttle();
    throttle();
    double cut = pacer.rate();

    advance(Duration.ofSeconds(3));
    double early = pacer.rate();
    advance(Duration.ofSeconds(3));
    double late = pacer.rate();

    assertThat(early - cut).isGreaterThan(2 * (late - early));
    assertThat(late).isLessThan(35);
    advance(Duration.ofSeconds(30));
    assertThat(pacer.rate()).isEqualTo(QUOTA);
  }

  @Test
  void paceNeverClimbsAboveQuota() {
    advance(Duration.ofHours(1));
    takeDueTurn();
    assertThat(step()).isEqualTo(INTERVAL);

    throttle();
    advance(Duration.ofHours(1));
    takeDueTurn();
    assertThat(step()).isEqualTo(INTERVAL);
  }

  @Test
  void whoIsSentAwayAtFallenPaceIsExpectedWhenItHasClimbed() {
    for (int i = 0; i < 10; i++) {
      throttle();
    }
    assertThat(pacer.rate()).isLessThan(5);
    useUpWaits();

    List<Duration> returns =
        Stream.generate(this::refusal).map(Failure::retryAfter).limit(100).toList();

    assertThat(Collections.max(returns)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
  }

  private void throttle() {
    advance(Duration.ofMillis(1));
    Pacer.Turn turn = pacer.takeAnyTurn();
    advance(pacer.until(turn));
    pacer.throttled(turn);
  }

  private Duration turn() {
    return pacer.until(pacer.takeTurn());
  }

  /** The time between two turns at the present pace. */
  private Duration step() {
    Duration before = turn();
    return turn().minus(before);
  }

  private void takeDueTurn() {
    assertThat(turn()).isZero();
  }

  private void useUpLongestWait() {
    takeDueTurn();
    useUpWaits();
  }

  private void useUpWaits() {
    while (pacer.untilNextTurn().compareTo(QUEUE) <= 0) {
      pacer.takeTurn();
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
