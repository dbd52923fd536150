package io.github.keycloakcognito.devstack.cognito.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a value must look like.
 *
 * @param name of the shape
 * @param type structure, list, map, string, integer, long, boolean, timestamp or blob
 * @param members of a structure, by name
 * @param required of them
 * @param key of a map
 * @param value of a map, or member of a list
 * @param min shortest length, or least value
 * @param max longest length, or greatest value
 * @param pattern matched against the whole value
 * @param choices of an enumeration; empty if it is none
 * @param secret whether the value must not be repeated in messages or logs
 */
public record Shape(
    String name,
    String type,
    Map<String, Member> members,
    Set<String> required,
    Optional<Shape> key,
    Optional<Shape> value,
    OptionalLong min,
    OptionalLong max,
    Optional<Pattern> pattern,
    List<String> choices,
    boolean secret) {

  /** A structure without members. */
  static final Shape EMPTY =
      new Shape(
          "",
          "structure",
          Map.of(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          List.of(),
          false);

  /**
   * A member of a structure.
   *
   * @param shape what it must look like
   * @param location {@code uri}, {@code querystring} or {@code header}; empty for the body
   * @param locationName its name there
   */
  public record Member(Shape shape, Optional<String> location, String locationName) {}

  static Shape of(String name, JsonNode node, boolean secret, Function<String, Shape> others) {
    Map<String, Member> members = new LinkedHashMap<>();
    node.path("members")
        .properties()
        .forEach(
            entry -> members.put(entry.getKey(), member(entry.getKey(), entry.getValue(), others)));
    JsonNode value = node.has("value") ? node.get("value") : node.path("member");
    return new Shape(
        name,
        node.get("type").textValue(),
        members,
        Set.copyOf(texts(node.path("required"))),
        reference(node.path("key"), others),
        reference(value, others),
        number(node.path("min")),
        number(node.path("max")),
        node.has("pattern")
            ? Optional.of(Pattern.compile(node.get("pattern").textValue()))
            : Optional.empty(),
        texts(node.path("enum")),
        secret || node.path("sensitive").asBoolean());
  }

  private static Member member(String name, JsonNode node, Function<String, Shape> others) {
    return new Member(
        others.apply(node.get("shape").textValue()),
        node.has("location") ? Optional.of(node.get("location").textValue()) : Optional.empty(),
        node.path("locationName").asText(name));
  }

  private static Optional<Shape> reference(JsonNode node, Function<String, Shape> others) {
    return node.has("shape")
        ? Optional.of(others.apply(node.get("shape").textValue()))
        : Optional.empty();
  }

  private static OptionalLong number(JsonNode node) {
    return node.isNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return List.copyOf(texts);
  }

  /** Whether it is one value and not several. */
  boolean scalar() {
    return !Set.of("structure", "list", "map").contains(type);
  }

  /** The broken rules of one value, in AWS's words. */
  List<String> broken(JsonNode node) {
    return switch (type) {
      case "string" -> brokenText(node.textValue());
      case "integer", "long" -> brokenNumber(node.longValue());
      case "list", "map" -> brokenLength(node.size());
      default -> List.of();
    };
  }

  /** All rules of this shape, as messages about the elements of lists and maps name them. */
  List<String> rules() {
    List<String> rules = new ArrayList<>();
    max.ifPresent(most -> rules.add(tooLong(most)));
    min.ifPresent(least -> rules.add(tooShort(least)));
    pattern.ifPresent(like -> rules.add(unlike(like)));
    if (!choices.isEmpty()) {
      rules.add(noChoice());
    }
    return rules;
  }

  private List<String> brokenText(String text) {
    List<String> rules = new ArrayList<>();
    if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
      rules.add(unlike(pattern.get()));
    }
    if (!choices.isEmpty() && !choices.contains(text)) {
      rules.add(noChoice());
    }
    rules.addAll(brokenLength(text.codePointCount(0, text.length())));
    return rules;
  }

  private List<String> brokenLength(int length) {
    List<String> rules = new ArrayList<>();
    min.stream().filter(least -> length < least).forEach(least -> rules.add(tooShort(least)));
    max.stream().filter(most -> length > most).forEach(most -> rules.add(tooLong(most)));
    return rules;
  }

  private List<String> brokenNumber(long number) {
    List<String> rules = new ArrayList<>();
    min.stream()
        .filter(least -> number < least)
        .forEach(least -> rules.add("Member must have value greater than or equal to " + least));
    max.stream()
        .filter(most -> number > most)
        .forEach(most -> rules.add("Member must have value less than or equal to " + most));
    return rules;
  }

  private static String tooShort(long least) {
    return "Member must have length greater than or equal to " + least;
  }

  private static String tooLong(long most) {
    return "Member must have length less than or equal to " + most;
  }

  private static String unlike(Pattern pattern) {
    return "Member must satisfy regular expression pattern: " + pattern;
  }

  private String noChoice() {
    return "Member must satisfy enum value set: " + choices;
  }
}
