package io.github.keycloakcognito.exchange;

import java.time.Duration;

/**
 * When those who are sent off come back. {@code Retry-After} has whole seconds (RFC 9110 section
 * 10.2.3): all who are sent off in one moment would come back in one moment too, of whatever
 * second, where there are fewer places to wait than turns in a second. So everybody is given the
 * first second in which the queue, as far as it can be foreseen, has room for one more.
 */
final class ReturnTimes {

  static final Duration LATEST = Duration.ofSeconds(30);
  private static final long TICK = Duration.ofMillis(50).toNanos();
  private static final int SECOND = 20;
  private static final int TICKS = (int) LATEST.toSeconds() * SECOND + SECOND;

  /** Of sums of fractions of a turn. */
  private static final double ROUNDING = 1e-6;

  /** By ticks, used in turns. */
  private final int[] expected = new int[TICKS];

  private long forgotten;

  /**
   * @param now in nanoseconds, as all times here
   */
  ReturnTimes(long now) {
    forgotten = tick(now);
  }

  /**
   * One more who comes back.
   *
   * @param turns a second
   * @param nextTurn the first that nobody has
   * @param room how many may wait for their turns
   * @return whole seconds from now, at least one
   */
  Duration next(long now, double turns, long nextTurn, double room) {
    long tick = tick(now);
    forgetBefore(tick);
    double[] queue = queue(tick, turns, (double) (nextTurn - now) / TICK);
    int seconds = 1;
    while (seconds < LATEST.toSeconds() && !hasRoom(queue, seconds * SECOND, room)) {
      seconds++;
    }
    expected[place(tick + (long) seconds * SECOND)]++;
    return Duration.ofSeconds(seconds);
  }

  /** How many will wait at the end of each tick, if all come who are expected. */
  private double[] queue(long from, double turns, double ticksToNextTurn) {
    double[] queue = new double[TICKS];
    double perTick = turns / SECOND;
    double waiting = Math.max(0, ticksToNextTurn) * perTick;
    for (int i = 0; i < TICKS; i++) {
      waiting = Math.max(0, waiting - perTick) + expected[place(from + i)];
      queue[i] = waiting;
    }
    return queue;
  }

  /** Whether one more may come without taking the place of another until the queue has run dry. */
  private static boolean hasRoom(double[] queue, int from, double room) {
    for (int i = from; i < TICKS && queue[i] > ROUNDING; i++) {
      if (queue[i] + 1 > room + ROUNDING) {
        return false;
      }
    }
    return true;
  }

  private void forgetBefore(long tick) {
    long from = Math.max(forgotten, tick - expected.length);
    for (long each = from; each < tick; each++) {
      expected[place(each)] = 0;
    }
    forgotten = Math.max(forgotten, tick);
  }

  private static int place(long tick) {
    return Math.floorMod(tick, TICKS);
  }

  private static long tick(long nanos) {
    return Math.floorDiv(nanos, TICK);
  }
}
