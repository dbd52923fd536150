package io.github.keycloakcognito.benchmark.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a report shows beside its rows.
 *
 * @param latency p99 in milliseconds against arrivals a second
 * @param calls to Cognito against users
 * @param memory in MB against cached users
 * @param costs microseconds of the processor by part, then by door
 */
public record Extras(
    Curve latency, Curve calls, Curve memory, Map<String, Map<String, Double>> costs) {

  /** Without anything yet. */
  public static Extras empty() {
    return new Extras(new Curve(), new Curve(), new Curve(), new LinkedHashMap<>());
  }

  /** What a part of an answer costs. */
  public void cost(String part, String door, double micros) {
    costs.computeIfAbsent(part, name -> new LinkedHashMap<>()).put(door, micros);
  }
}
