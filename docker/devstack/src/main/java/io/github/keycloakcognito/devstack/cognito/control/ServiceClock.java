package io.github.keycloakcognito.devstack.cognito.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** The time the local Cognito lives by: the machine's, moved by an offset that tests set. */
public final class ServiceClock {
  private final Clock wall;
  private final LongSupplier ticks;
  private volatile Duration offset = Duration.ZERO;

  /** Runs with the machine's clocks. */
  public ServiceClock() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  ServiceClock(Clock wall, LongSupplier ticks) {
    this.wall = wall;
    this.ticks = ticks;
  }

  /** The present, to the millisecond, as AWS gives it. */
  public Instant now() {
    return wall.instant().plus(offset).truncatedTo(ChronoUnit.MILLIS);
  }

  /** The present in seconds since the epoch, as tokens carry it. */
  public long epochSecond() {
    return now().getEpochSecond();
  }

  /** Nanoseconds that only go forward while nobody moves the offset; for rates. */
  long nanos() {
    return ticks.getAsLong() + offset.toNanos();
  }

  /** How far this clock is ahead of the machine's; negative when behind. */
  public Duration offset() {
    return offset;
  }

  /** Moves this clock. */
  public void offset(Duration newOffset) {
    offset = newOffset;
  }
}
