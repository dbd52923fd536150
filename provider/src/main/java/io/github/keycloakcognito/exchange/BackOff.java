package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with full jitter (AWS Builders' Library, "Timeouts, retries, and backoff
 * with jitter").
 *
 * @param first the longest first pause
 * @param longest the longest pause at all, unless a failure asks for a longer one
 * @param random from 0 to 1
 */
public record BackOff(Duration first, Duration longest, DoubleSupplier random) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after so many failures; not shorter than the last one asks for.
   *
   * @param failures from 1
   */
  public Duration after(int failures, Failure last) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long ceiling = Math.min(doubled, longest.toMillis());
    Duration pause = Duration.ofMillis(Math.round(ceiling * random.getAsDouble()));
    Duration asked = last.retryAfter();
    return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
  }
}
