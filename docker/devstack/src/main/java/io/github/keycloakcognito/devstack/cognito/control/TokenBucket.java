package io.github.keycloakcognito.devstack.cognito.control;

import java.time.Duration;

/** So many calls a second, with a burst of one second's worth. */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final int perSecond;
  private double tokens;
  private long filledAt;

  TokenBucket(int perSecond, long nanos) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAt = nanos;
  }

  /**
   * Takes one call out of the bucket.
   *
   * @param nanos the present; a clock that was set back neither fills nor empties the bucket
   */
  synchronized boolean take(long nanos) {
    double earned = Math.max(0, nanos - filledAt) / NANOS_PER_SECOND * perSecond;
    tokens = Math.min(perSecond, tokens + earned);
    filledAt = nanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
