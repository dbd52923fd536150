package io.github.keycloakcognito.devstack.cognito.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The input of a JSON operation: reads members, notes violated constraints, and refuses all of them
 * at once when {@link #check} is called. Until then values may be placeholders.
 */
public final class Input {
  private final JsonNode members;
  private final Violations violations = new Violations();

  /** Reads a JSON object. */
  public Input(JsonNode members) {
    this.members = members;
  }

  /** A required string; empty if it is missing, which {@link #check} refuses. */
  public String required(String member, Text shape) {
    Optional<String> value = optional(member, shape);
    if (value.isEmpty()) {
      violations.addNull(path(member));
    }
    return value.orElse("");
  }

  /** A string that may be missing. */
  public Optional<String> optional(String member, Text shape) {
    Optional<String> value = present(member).map(node -> text(node, member));
    value.ifPresent(text -> shape.check(text, path(member), violations));
    return value;
  }

  /** An integer that may be missing. */
  public OptionalLong number(String member, long min, long max) {
    Optional<JsonNode> node = present(member);
    if (node.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!node.get().isIntegralNumber() || !node.get().canConvertToLong()) {
      throw ErrorCode.SERIALIZATION.because(member + " is not a Long");
    }
    long value = node.get().longValue();
    if (value < min) {
      violations.add(
          Long.toString(value),
          path(member),
          "Member must have value greater than or equal to " + min);
    }
    if (value > max) {
      violations.add(
          Long.toString(value),
          path(member),
          "Member must have value less than or equal to " + max);
    }
    return OptionalLong.of(value);
  }

  /** A map of strings; empty if it is missing. Values are never repeated in messages. */
  public Map<String, String> map(String member, int maxEntries, Text keys, Text values) {
    Map<String, String> map = new LinkedHashMap<>();
    Optional<JsonNode> node = present(member);
    if (node.isEmpty()) {
      return map;
    }
    if (!node.get().isObject()) {
      throw ErrorCode.SERIALIZATION.because(member + " is not a Map");
    }
    node.get()
        .properties()
        .forEach(entry -> map.put(entry.getKey(), text(entry.getValue(), member)));
    if (map.size() > maxEntries) {
      violations.add(
          null, path(member), "Member must have length less than or equal to " + maxEntries);
    }
    if (!map.keySet().stream().allMatch(keys::fits)) {
      violations.add(null, path(member), "Map keys must satisfy constraint: " + keys.rules());
    }
    if (!map.values().stream().allMatch(values::fits)) {
      violations.add(null, path(member), "Map value must satisfy constraint: " + values.rules());
    }
    return map;
  }

  /** A required map; {@link #check} refuses a missing one. */
  public Map<String, String> requiredMap(String member, int maxEntries, Text keys, Text values) {
    if (present(member).isEmpty()) {
      violations.addNull(path(member));
    }
    return map(member, maxEntries, keys, values);
  }

  /** Logins: ten providers with their tokens at most; empty if missing. */
  public Map<String, String> logins() {
    return map("Logins", 10, Shapes.PROVIDER_NAME, Shapes.PROVIDER_TOKEN);
  }

  /** Refuses the input if any constraint is violated. */
  public void check() {
    violations.check();
  }

  private Optional<JsonNode> present(String member) {
    return Optional.ofNullable(members.get(member)).filter(node -> !node.isNull());
  }

  private static String text(JsonNode node, String member) {
    if (!node.isTextual()) {
      throw ErrorCode.SERIALIZATION.because(member + " is not a String");
    }
    return node.textValue();
  }

  /** Messages name members as Java would: first letter small. */
  static String path(String member) {
    return Character.toLowerCase(member.charAt(0)) + member.substring(1);
  }

  @Override
  public String toString() {
    return "Input" + List.copyOf(members.properties().stream().map(Map.Entry::getKey).toList());
  }
}
