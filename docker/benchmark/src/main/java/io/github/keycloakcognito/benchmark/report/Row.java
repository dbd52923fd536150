package io.github.keycloakcognito.benchmark.report;

import java.util.List;
import java.util.Map;

/**
 * One scenario's outcome.
 *
 * @param scenario its name in the report's table
 * @param comparedWith what it was measured against in the same run
 * @param samples by measure, in order
 * @param goals by measure; other measures are for information
 * @param note what a reader has to know; may be empty
 */
public record Row(
    String scenario,
    String comparedWith,
    Map<String, Samples> samples,
    Map<String, Goal> goals,
    String note) {

  /** Whether the medians reach all goals. */
  public boolean met() {
    return goals.entrySet().stream()
        .allMatch(goal -> goal.getValue().reached(samples.get(goal.getKey()).median()));
  }

  /** The most rounds that a measure has. */
  public int rounds() {
    return samples.values().stream().mapToInt(s -> s.values().size()).max().orElse(0);
  }

  /**
   * The measures whose medians do not even reach goals {@code margin} times as easy.
   *
   * @see Goal#eased
   */
  public List<String> beyond(double margin) {
    return goals.entrySet().stream()
        .filter(goal -> !goal.getValue().eased(margin).reached(samples.get(goal.getKey()).median()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
