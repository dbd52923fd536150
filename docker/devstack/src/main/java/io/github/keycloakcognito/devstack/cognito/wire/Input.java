package io.github.keycloakcognito.devstack.cognito.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The input of an operation, after it was checked against the service model. */
public final class Input {
  private static final double MILLIS = 1000;

  private final JsonNode members;

  /** Reads a checked JSON object. */
  public Input(JsonNode members) {
    this.members = members;
  }

  /** A string that the model requires. */
  public String text(String member) {
    return optional(member)
        .orElseThrow(() -> new IllegalStateException(member + " is not required"));
  }

  /** A string that may be missing. */
  public Optional<String> optional(String member) {
    return node(member).map(JsonNode::asText);
  }

  /** An integer that may be missing. */
  public OptionalLong number(String member) {
    return node(member).map(n -> OptionalLong.of(n.longValue())).orElse(OptionalLong.empty());
  }

  /** A timestamp that may be missing, to the millisecond. */
  public Optional<Instant> time(String member) {
    return node(member).map(n -> Instant.ofEpochMilli(Math.round(n.doubleValue() * MILLIS)));
  }

  /** A boolean that may be missing. */
  public Optional<Boolean> bool(String member) {
    return node(member).map(JsonNode::booleanValue);
  }

  /** A map of strings, in the order of the request; empty if it is missing. */
  public Map<String, String> map(String member) {
    Map<String, String> map = new LinkedHashMap<>();
    node(member)
        .ifPresent(
            node -> node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText())));
    return map;
  }

  /** A list of strings; empty if it is missing. */
  public List<String> list(String member) {
    List<String> list = new ArrayList<>();
    node(member).ifPresent(node -> node.forEach(item -> list.add(item.asText())));
    return list;
  }

  /** A list of structures; empty if it is missing. */
  public List<Input> structures(String member) {
    List<Input> list = new ArrayList<>();
    node(member).ifPresent(node -> node.forEach(item -> list.add(new Input(item))));
    return list;
  }

  /** A map of structures; empty if it is missing. */
  public Map<String, Input> structureMap(String member) {
    Map<String, Input> map = new LinkedHashMap<>();
    node(member)
        .ifPresent(
            node -> node.properties().forEach(e -> map.put(e.getKey(), new Input(e.getValue()))));
    return map;
  }

  /** A structure that may be missing. */
  public Optional<Input> structure(String member) {
    return node(member).map(Input::new);
  }

  /** Whether the request has the member. */
  public boolean has(String member) {
    return node(member).isPresent();
  }

  private Optional<JsonNode> node(String member) {
    return Optional.ofNullable(members.get(member)).filter(node -> !node.isNull());
  }

  /** Names only: values may be secret. */
  @Override
  public String toString() {
    return "Input" + members.properties().stream().map(Map.Entry::getKey).toList();
  }
}
