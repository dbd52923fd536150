package io.github.keycloakcognito.outbox;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with full jitter (AWS Builders' Library, "Timeouts, retries, and backoff
 * with jitter").
 *
 * @param first the longest first pause
 * @param longest the longest pause at all
 * @param random from 0 to 1
 */
record BackOff(Duration first, Duration longest, DoubleSupplier random) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after so many failures.
   *
   * @param failures from 1
   */
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long ceiling = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(Math.round(ceiling * random.getAsDouble()));
  }
}
