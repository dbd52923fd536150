package io.github.keycloakcognito.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each comparison
 * @param time of one load
 * @param longTime of a load with few requests a second
 * @param warmUp before what is measured, of each kind of request
 * @param hour that stands for one
 * @param pairs of single requests that are compared in a round
 * @param users at most, where something is told by users
 * @param firstExchanges before those that are measured
 * @param cachedUsers of the scenario about memory
 * @param pictures whether what is measured for them only is measured too
 */
public record Size(
    String name,
    int rounds,
    Duration time,
    Duration longTime,
    Duration warmUp,
    Duration hour,
    int pairs,
    int users,
    int firstExchanges,
    int cachedUsers,
    boolean pictures) {

  /** For the report. */
  static final Size FULL =
      new Size(
          "full",
          5,
          seconds(10),
          seconds(30),
          seconds(60),
          seconds(60),
          150,
          200,
          2_000,
          100_000,
          true);

  /** To see how things stand: servers are hardly warm. */
  static final Size SHORT =
      new Size("short", 1, seconds(2), seconds(5), seconds(3), seconds(15), 20, 20, 50, 400, true);

  /** To notice a regression. */
  static final Size CHECK =
      new Size(
          "check", 3, seconds(2), seconds(5), seconds(15), seconds(15), 50, 40, 200, 1_000, false);

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
