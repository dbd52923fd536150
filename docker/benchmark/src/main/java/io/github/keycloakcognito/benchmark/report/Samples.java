package io.github.keycloakcognito.benchmark.report;

import java.util.List;

/** The values of one measure, one a round. */
public record Samples(List<Double> values) {

  public Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The least. */
  public double least() {
    return values.stream().mapToDouble(value -> value).min().getAsDouble();
  }

  /** The greatest. */
  public double greatest() {
    return values.stream().mapToDouble(value -> value).max().getAsDouble();
  }
}
