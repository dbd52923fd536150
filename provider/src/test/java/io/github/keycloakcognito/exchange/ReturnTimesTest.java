package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReturnTimesTest {

  private static final double TURNS = 50;

  private static final double ROOM = 38;

  // Negative, as System.nanoTime may be.
  private long now = -Duration.ofSeconds(3).toNanos();
  private final ReturnTimes times = new ReturnTimes(now);

  /** How many come back in a tick, by its number. */
  private final NavigableMap<Long, Integer> returns = new TreeMap<>();

  @Test
  void sendsTheFirstBackAfterASecond() {
    assertThat(next()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void crowdComesBackInTimeAndFindsPlacesToWait() {
    sendOff(1_000, Duration.ofMillis(1));

    assertThat(longestQueue()).isLessThanOrEqualTo(ROOM);
    assertThat(lastReturn()).isLessThanOrEqualTo(Duration.ofSeconds(22));
  }

  @Test
  void crowdThatIsSentOffSoonerFindsPlacesToWaitToo() {
    sendOff(1_000, Duration.ofNanos(400_000));

    assertThat(longestQueue()).isLessThanOrEqualTo(ROOM);
    assertThat(lastReturn()).isLessThanOrEqualTo(Duration.ofSeconds(23));
  }

  @Test
  void oneMomentHasNoMoreThanThereIsRoomFor() {
    sendOff(500, Duration.ofNanos(1));

    assertThat(longestQueue()).isLessThanOrEqualTo(ROOM);
    assertThat(returns).hasSize(14);
  }

  @Test
  void whoWaitsAlreadyTakesRoom() {
    long turn = now + Duration.ofMillis(1_650).toNanos();

    for (int i = 0; i < 8; i++) {
      assertThat(times.next(now, TURNS, turn, ROOM)).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(times.next(now, TURNS, turn, ROOM)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whoComesFirstIsNotFollowedByTooMany() {
    sendOff(25, Duration.ofNanos(1));
    now += Duration.ofMillis(100).toNanos();
    sendOff(200, Duration.ofNanos(1));

    long first = returns.firstKey();
    assertThat(returns).containsEntry(first, 25).containsEntry(first + 2, 18);
  }

  @Test
  void nobodyComesLongBeforeTheNextTurn() {
    long turn = now + Duration.ofSeconds(7).toNanos();

    assertThat(times.next(now, TURNS, turn, ROOM)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void nobodyIsSentOffForLong() {
    long turn = now + Duration.ofHours(1).toNanos();

    assertThat(times.next(now, TURNS, turn, ROOM)).isEqualTo(ReturnTimes.LATEST);
    sendOff(5_000, Duration.ofNanos(1));
    assertThat(next()).isEqualTo(ReturnTimes.LATEST);
  }

  @Test
  void slowerTurnsSendOffForLonger() {
    assertThat(times.next(now, 1, now, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(times.next(now, 1, now, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(times.next(now, 1, now, 1)).isEqualTo(Duration.ofSeconds(3));
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
    Duration time = times.next(now, TURNS, now, ROOM);
    returns.merge(Math.floorDiv(now + time.toNanos(), 50_000_000L), 1, Integer::sum);
    return time;
  }

  /** Of those who come back and wait for their turns. */
  private double longestQueue() {
    double longest = 0;
    double waiting = 0;
    for (long tick = returns.firstKey(); tick <= returns.lastKey(); tick++) {
      waiting = Math.max(0, waiting - TURNS / 20) + returns.getOrDefault(tick, 0);
      longest = Math.max(longest, waiting);
    }
    return longest;
  }

  private Duration lastReturn() {
    return Duration.ofMillis((returns.lastKey() - returns.firstKey() + 20) * 50);
  }
}
