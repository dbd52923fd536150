package io.github.keycloakcognito.exchange;

import java.time.Duration;

/**
 * When those who are sent off come back. {@code Retry-After} has whole seconds (RFC 9110 section
 * 10.2.3): all who are sent off in one moment would come back in one moment too, of whatever
 * second, where there are fewer places to wait than turns in a second. So everybody is given the
 * second in which fewest others come at that moment, and sooner rather than later.
 */
final class ReturnTimes {

  static final Duration LATEST = Duration.ofSeconds(30);
  private static final long TENTH = Duration.ofMillis(100).toNanos();
  private static final int SECOND = 10;
  private static final int HALF_SECOND = SECOND / 2;

  /** By tenths of a second, those of the last half of a second included; used in turns. */
  private final int[] expected = new int[(int) LATEST.toSeconds() * SECOND + 2 * SECOND];

  private long forgotten;

  /**
   * @param now in nanoseconds, as all times here
   */
  ReturnTimes(long now) {
    forgotten = tenth(now) - SECOND;
  }

  /**
   * One more who comes back.
   *
   * @param turns a second
   * @param nextTurn the first that nobody has
   * @return whole seconds from now, at least one
   */
  Duration next(long now, double turns, long nextTurn) {
    long tenth = tenth(now);
    forgetBefore(tenth - HALF_SECOND);
    int best = (int) LATEST.toSeconds();
    double least = Double.POSITIVE_INFINITY;
    for (int seconds = 1; seconds <= LATEST.toSeconds(); seconds++) {
      long then = tenth + (long) seconds * SECOND;
      // Behind as many as have their turns in a tenth of a second one may as well come a second
      // later.
      double cost = seconds + expected[place(then)] / (turns / SECOND);
      if (cost < least && then >= tenth(nextTurn) - HALF_SECOND && expectedAround(then) < turns) {
        least = cost;
        best = seconds;
      }
    }
    expected[place(tenth + (long) best * SECOND)]++;
    return Duration.ofSeconds(best);
  }

  private int expectedAround(long tenth) {
    int sum = 0;
    for (long each = tenth - HALF_SECOND; each < tenth + HALF_SECOND; each++) {
      sum += expected[place(each)];
    }
    return sum;
  }

  private void forgetBefore(long tenth) {
    long from = Math.max(forgotten, tenth - expected.length);
    for (long each = from; each < tenth; each++) {
      expected[place(each)] = 0;
    }
    forgotten = Math.max(forgotten, tenth);
  }

  private int place(long tenth) {
    return Math.floorMod(tenth, expected.length);
  }

  private static long tenth(long nanos) {
    return Math.floorDiv(nanos, TENTH);
  }
}
