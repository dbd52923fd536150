package io.github.keycloakcognito.devstack.cognito.operation;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads claims of any JSON type as texts. */
final class Claims {
  private Claims() {}

  /** The value, or the values of an array; none if it is absent or an object. */
  static List<String> texts(Object claim) {
    if (claim instanceof Collection<?> values) {
      return values.stream().flatMap(value -> texts(value).stream()).toList();
    }
    return claim == null || claim instanceof Map ? List.of() : List.of(String.valueOf(claim));
  }
}
