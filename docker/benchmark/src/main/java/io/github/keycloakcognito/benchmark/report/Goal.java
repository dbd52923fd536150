package io.github.keycloakcognito.benchmark.report;

/**
 * What a measure has to reach.
 *
 * @param atLeast whether more is better
 */
public record Goal(boolean atLeast, double bound) {

  public static Goal atLeast(double bound) {
    return new Goal(true, bound);
  }

  public static Goal atMost(double bound) {
    return new Goal(false, bound);
  }

  public boolean reached(double value) {
    return atLeast ? value >= bound : value <= bound;
  }

  /** {@code margin} times as easy: 1.5 makes "at most 1" "at most 1.5". */
  public Goal eased(double margin) {
    return new Goal(atLeast, atLeast ? bound / margin : bound * margin);
  }

  /** As {@code ≥ 1.4}. */
  @Override
  public String toString() {
    return (atLeast ? "≥ " : "≤ ") + Numbers.shown(bound);
  }
}
