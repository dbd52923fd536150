package io.github.keycloakcognito.benchmark.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long answers took. */
public final class Latency {

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Histogram nanos;
  private final long failed;

  Latency(Histogram nanos, long failed) {
    this.nanos = nanos;
    this.failed = failed;
  }

  /** In milliseconds: {@code percent} of the answers took no longer. */
  public double millis(double percent) {
    return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  /** How many answers there were. */
  public long count() {
    return nanos.getTotalCount();
  }

  /** How many requests were answered with an error or, in time, not at all. */
  public long failed() {
    return failed;
  }
}
