package io.github.keycloakcognito.devstack.cognito.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A place in the seed file that can say where it is. */
final class SeedNode {
  private final JsonNode node;
  private final String file;
  private final String path;

  SeedNode(JsonNode node, String file, String path) {
    this.node = node;
    this.file = file;
    this.path = path;
  }

  SeedException bad(String rule) {
    return new SeedException(file + ": " + (path.isEmpty() ? "" : path + ": ") + rule);
  }

  /** Refuses members nobody reads: a misspelt one would silently do nothing. */
  SeedNode only(String... names) {
    Set<String> known = Set.of(names);
    entries()
        .forEach(
            (name, child) -> {
              if (!known.contains(name)) {
                throw child.bad("unknown member; known are " + String.join(", ", names));
              }
            });
    return this;
  }

  SeedNode field(String name) {
    return optional(name).orElseThrow(() -> child(name, node).bad("is missing"));
  }

  Optional<SeedNode> optional(String name) {
    return Optional.ofNullable(entries().get(name));
  }

  Map<String, SeedNode> entries() {
    if (!node.isObject()) {
      throw bad("must be an object");
    }
    Map<String, SeedNode> entries = new LinkedHashMap<>();
    node.properties().forEach(e -> entries.put(e.getKey(), child(e.getKey(), e.getValue())));
    return entries;
  }

  List<SeedNode> items() {
    if (!node.isArray()) {
      throw bad("must be an array");
    }
    List<SeedNode> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new SeedNode(node.get(i), file, path + "[" + i + "]"));
    }
    return items;
  }

  /** The items of an optional array. */
  List<SeedNode> items(String name) {
    return optional(name).map(SeedNode::items).orElse(List.of());
  }

  /** The node itself, or its items: IAM takes one string for a list of one. */
  List<SeedNode> oneOrMore() {
    return node.isArray() ? items() : List.of(this);
  }

  boolean isText() {
    return node.isTextual();
  }

  String text() {
    if (!node.isTextual()) {
      throw bad("must be a string");
    }
    return node.textValue();
  }

  String text(Pattern pattern, String what) {
    String text = text();
    if (!pattern.matcher(text).matches()) {
      throw bad("must be " + what);
    }
    return text;
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw bad("must be true or false");
    }
    return node.booleanValue();
  }

  long number(long min, long max) {
    if (!node.isIntegralNumber() || node.longValue() < min || node.longValue() > max) {
      throw bad("must be an integer from " + min + " to " + max);
    }
    return node.longValue();
  }

  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    entries().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  private SeedNode child(String name, JsonNode value) {
    return new SeedNode(value, file, path.isEmpty() ? name : path + "." + name);
  }
}
