package io.github.keycloakcognito.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers a scenario's measures, round by round. */
public final class Rounds {

  private final String scenario;
  private final String comparedWith;
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final Map<String, Goal> goals = new LinkedHashMap<>();
  private String note = "";

  public Rounds(String scenario, String comparedWith) {
    this.scenario = scenario;
    this.comparedWith = comparedWith;
  }

  /** What a measure has to reach. */
  public Rounds goal(String measure, Goal goal) {
    goals.put(measure, goal);
    return this;
  }

  /** What a reader has to know. */
  public Rounds note(String text) {
    note = text;
    return this;
  }

  /** A measure of one more round. */
  public void add(String measure, double value) {
    values.computeIfAbsent(measure, name -> new ArrayList<>()).add(value);
    System.out.printf("    %s: %s%n", measure, Numbers.shown(value));
  }

  /** A count of one more round. */
  public void count(String measure, long value) {
    add(measure, (double) value);
  }

  /** The outcome. */
  public Row row() {
    Map<String, Samples> samples = new LinkedHashMap<>();
    values.forEach((measure, each) -> samples.put(measure, new Samples(each)));
    for (String measure : goals.keySet()) {
      if (!samples.containsKey(measure)) {
        throw new IllegalStateException(
            scenario + " has a goal for what it did not measure: " + measure);
      }
    }
    return new Row(scenario, comparedWith, samples, goals, note);
  }
}
