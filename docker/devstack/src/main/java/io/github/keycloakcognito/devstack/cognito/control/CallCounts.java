package io.github.keycloakcognito.devstack.cognito.control;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each AWS operation was asked for, whatever came of it. */
public final class CallCounts {
  private final SortedMap<String, Long> counts = new TreeMap<>();

  /** Counts one request. */
  public synchronized void count(String operation) {
    counts.merge(operation, 1L, Long::sum);
  }

  /** A copy, by operation name; operations nobody called are absent. */
  public synchronized Map<String, Long> snapshot() {
    return new TreeMap<>(counts);
  }

  /** Starts again at nothing. */
  public synchronized void reset() {
    counts.clear();
  }
}
