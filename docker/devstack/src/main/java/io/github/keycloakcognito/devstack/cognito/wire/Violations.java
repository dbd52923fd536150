package io.github.keycloakcognito.devstack.cognito.wire;

import java.util.ArrayList;
import java.util.List;

/** Collects violated constraints and reports all of them in AWS's wording. */
final class Violations {
  private final List<String> found = new ArrayList<>();

  /**
   * Notes a violation.
   *
   * @param shown the offending value; null if it is a secret
   */
  void add(String shown, String path, String rule) {
    String value = shown == null ? "Value" : "Value '" + shown + "'";
    found.add(value + " at '" + path + "' failed to satisfy constraint: " + rule);
  }

  void addNull(String path) {
    found.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
  }

  void check() {
    if (!found.isEmpty()) {
      String errors = found.size() == 1 ? " validation error" : " validation errors";
      throw ErrorCode.VALIDATION.because(
          found.size() + errors + " detected: " + String.join("; ", found));
    }
  }
}
