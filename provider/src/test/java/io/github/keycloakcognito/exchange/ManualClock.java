package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until told otherwise; it starts at {@link Samples#NOW}. */
public final class ManualClock implements InstantSource {

  private volatile Instant now = Samples.NOW;

  public void set(Instant instant) {
    now = instant;
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
