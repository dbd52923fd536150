package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** When a refused job is tried again: later each time, and not at the same time on each node. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int STEPS = 6;

  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * @param attempts that were refused, this one included
   */
  Duration after(int attempts, Failure failure) {
    long full = FIRST.toMillis() << Math.min(Math.max(attempts - 1, 0), STEPS);
    long capped = Math.min(full, LONGEST.toMillis());
    Duration wait = Duration.ofMillis((long) (capped * (0.5 + random.getAsDouble() / 2)));
    Duration asked = failure.retryAfter();
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }
}
