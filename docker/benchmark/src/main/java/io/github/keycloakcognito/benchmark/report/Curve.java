package io.github.keycloakcognito.benchmark.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Points of a picture, by line. */
public final class Curve {

  private final Map<String, Map<Double, Double>> lines = new LinkedHashMap<>();

  /** Adds a point to a line; one that was measured before at the same place is replaced. */
  public void add(String line, double x, double y) {
    lines.computeIfAbsent(line, name -> new TreeMap<>()).put(x, y);
  }

  Map<String, Map<Double, Double>> lines() {
    return lines;
  }
}
