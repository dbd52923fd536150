package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReturnTimesTest {

  private static final double TURNS = 50;

  /** As many as wait for AWS at once, as it comes. */
  private static final int PLACES = 32;

  // Negative, as System.nanoTime may be.
  private long now = -Duration.ofSeconds(3).toNanos();
  private final ReturnTimes times = new ReturnTimes(now);

  /** How many come back in a tenth of a second, by its number. */
  private final Map<Long, Integer> returns = new TreeMap<>();

  @Test
  void sendsTheFirstBackAfterASecond() {
    assertThat(next()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void crowdComesBackInTimeAndFindsPlacesToWait() {
    sendOff(1_000, Duration.ofMillis(1));

    assertThat(returns.values()).allMatch(count -> count <= PLACES);
    assertThat(lastReturn()).isLessThanOrEqualTo(Duration.ofSeconds(22));
  }

  @Test
  void noSecondHasMoreThanItsTurns() {
    sendOff(500, Duration.ofNanos(1));

    assertThat(returns.values()).allMatch(count -> count <= TURNS);
    assertThat(returns).hasSizeGreaterThan(10);
  }

  @Test
  void neighboursInTimeAreCountedTogether() {
    sendOff(25, Duration.ofNanos(1));
    now += Duration.ofMillis(100).toNanos();
    sendOff(200, Duration.ofNanos(1));

    long first = returns.keySet().iterator().next();
    assertThat(returns.get(first) + returns.get(first + 1)).isLessThanOrEqualTo(50);
  }

  @Test
  void nobodyComesLongBeforeTheNextTurn() {
    long turn = now + Duration.ofSeconds(7).toNanos();

    assertThat(times.next(now, TURNS, turn)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void nobodyIsSentOffForLong() {
    long turn = now + Duration.ofHours(1).toNanos();

    assertThat(times.next(now, TURNS, turn)).isEqualTo(ReturnTimes.LATEST);
    sendOff(5_000, Duration.ofNanos(1));
    assertThat(next()).isEqualTo(ReturnTimes.LATEST);
  }

  @Test
  void slowerTurnsSendOffForLonger() {
    assertThat(times.next(now, 1, now)).isEqualTo(Duration.ofSeconds(1));
    assertThat(times.next(now, 1, now)).isEqualTo(Duration.ofSeconds(2));
    assertThat(times.next(now, 1, now)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatIsOverCountsNoMore() {
    sendOff(5_000, Duration.ofNanos(1));

    now += Duration.ofSeconds(15).toNanos();
    assertThat(next()).isGreaterThan(Duration.ofSeconds(15));
    now += Duration.ofMinutes(1).toNanos();
    assertThat(next()).isEqualTo(Duration.ofSeconds(1));
  }

  private void sendOff(int count, Duration between) {
    for (int i = 0; i < count; i++) {
      next();
      now += between.toNanos();
    }
  }

  private Duration next() {
    Duration time = times.next(now, TURNS, now);
    returns.merge(Math.floorDiv(now + time.toNanos(), 100_000_000L), 1, Integer::sum);
    return time;
  }

  private Duration lastReturn() {
    long first = returns.keySet().iterator().next();
    long last = returns.keySet().stream().reduce((a, b) -> b).orElseThrow();
    return Duration.ofMillis((last - first + 10) * 100);
  }
}
