package io.github.keycloakcognito.exchange;

import java.time.Duration;

/** A moment by which an answer has to be there, whatever the wall clock does. */
record Deadline(long nanoTime) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Never negative. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
