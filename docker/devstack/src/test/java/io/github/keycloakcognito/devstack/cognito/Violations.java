package io.github.keycloakcognito.devstack.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.model.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Values that the service model allows, and every way not to be one. */
final class Violations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** One of them fits each pattern of the models, with its last character repeated if need be. */
  private static final List<String> FITTING =
      List.of(
          "a",
          "1",
          "authenticated",
          "arn:aws:sns:eu-west-1:123456789012:app/GCM/app",
          "arn:aws:iam::123456789012:role/role",
          Cognito.UNKNOWN_IDENTITY,
          "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + Cognito.UNKNOWN_POOL);

  /** For each pattern of the models, one of them does not fit. */
  private static final List<String> UNFITTING = List.of("!", " ", "\u0100", "\u0001");

  private Violations() {}

  /**
   * A value that breaks one rule of the model; more only where none can break it alone.
   *
   * @param path of the member that breaks it, as AWS names it
   * @param rule as AWS words it
   * @param value of the whole input
   */
  record Violation(String path, String rule, JsonNode value) {

    /** This value inside of another one. */
    Violation in(UnaryOperator<JsonNode> outer) {
      return new Violation(path, rule, outer.apply(value));
    }

    /** The same about all elements of a list or map. */
    private Violation of(String collection, String what, Shape element) {
      return new Violation(collection, what + " must satisfy constraint: " + rules(element), value);
    }
  }

  /** The smallest value that breaks no rule. */
  static JsonNode minimal(Shape shape) {
    return switch (shape.type()) {
      case "structure" -> {
        ObjectNode node = JSON.objectNode();
        present(shape).forEach(name -> node.set(name, minimal(shape.members().get(name).shape())));
        yield node;
      }
      case "list" -> list(shape, 1);
      case "map" -> map(shape, 1);
      case "boolean" -> JSON.booleanNode(false);
      case "integer", "long" -> JSON.numberNode(shape.min().orElse(1));
      default -> JSON.textNode(text(shape, (int) shape.min().orElse(1)));
    };
  }

  /** The required members; one that is not where none is, as a form cannot show what is empty. */
  private static Collection<String> present(Shape shape) {
    return shape.required().isEmpty()
        ? shape.members().keySet().stream().limit(1).toList()
        : shape.required();
  }

  /** All ways to break a rule of a shape or of what is in it. */
  static List<Violation> of(Shape shape, String path) {
    return switch (shape.type()) {
      case "structure" -> ofStructure(shape, path);
      case "list" -> ofList(shape, path);
      case "map" -> ofMap(shape, path);
      case "integer", "long" -> ofNumber(shape, path);
      case "string" -> ofText(shape, path);
      default -> List.of();
    };
  }

  private static List<Violation> ofStructure(Shape shape, String path) {
    List<Violation> all = new ArrayList<>();
    shape
        .members()
        .forEach(
            (name, member) -> {
              String place = place(path, name);
              if (shape.required().contains(name)) {
                ObjectNode without = (ObjectNode) minimal(shape);
                without.remove(name);
                all.add(new Violation(place, "Member must not be null", without));
              }
              of(member.shape(), place).forEach(v -> all.add(v.in(with(shape, name))));
            });
    return all;
  }

  private static List<Violation> ofList(Shape shape, String path) {
    List<Violation> all = ofSize(shape, path, size -> list(shape, size));
    Shape element = shape.value().orElseThrow();
    String place = path + (scalar(element) ? "" : ".1.member");
    for (Violation v : of(element, place)) {
      Violation inside = v.in(item -> JSON.arrayNode().add(item));
      all.add(scalar(element) ? inside.of(path, "Member", element) : inside);
    }
    return all;
  }

  private static List<Violation> ofMap(Shape shape, String path) {
    List<Violation> all = ofSize(shape, path, size -> map(shape, size));
    Shape key = shape.key().orElseThrow();
    Shape value = shape.value().orElseThrow();
    for (Violation v : ofText(key, path)) {
      all.add(
          v.in(name -> JSON.objectNode().set(name.textValue(), minimal(value)))
              .of(path, "Map keys", key));
    }
    String name = text(key, (int) key.min().orElse(1));
    String place = path + (scalar(value) ? "" : "." + name + ".member");
    for (Violation v : of(value, place)) {
      Violation inside = v.in(item -> JSON.objectNode().set(name, item));
      all.add(scalar(value) ? inside.of(path, "Map value", value) : inside);
    }
    return all;
  }

  private interface Sized {
    JsonNode of(int size);
  }

  private static List<Violation> ofSize(Shape shape, String path, Sized sized) {
    List<Violation> all = new ArrayList<>();
    shape.min().stream()
        .filter(min -> min > 0)
        .forEach(min -> all.add(new Violation(path, atLeast(min), sized.of((int) min - 1))));
    shape
        .max()
        .ifPresent(max -> all.add(new Violation(path, atMost(max), sized.of((int) max + 1))));
    return all;
  }

  private static List<Violation> ofText(Shape shape, String path) {
    List<Violation> all = ofSize(shape, path, size -> JSON.textNode(sized(shape, size)));
    shape.pattern().ifPresent(p -> all.add(new Violation(path, like(shape), unlike(shape))));
    if (!shape.choices().isEmpty()) {
      all.add(new Violation(path, oneOf(shape), JSON.textNode("Nonsense")));
    }
    return all;
  }

  /** Of this length at any price. */
  private static String sized(Shape shape, int length) {
    String text = text(shape, length);
    return text.length() == length ? text : "a".repeat(length);
  }

  private static List<Violation> ofNumber(Shape shape, String path) {
    List<Violation> all = new ArrayList<>();
    String rule = "Member must have value ";
    shape
        .min()
        .ifPresent(
            min ->
                all.add(
                    new Violation(
                        path, rule + "greater than or equal to " + min, JSON.numberNode(min - 1))));
    shape
        .max()
        .ifPresent(
            max ->
                all.add(
                    new Violation(
                        path, rule + "less than or equal to " + max, JSON.numberNode(max + 1))));
    return all;
  }

  /** All ways to be of another JSON type; the rule is the type there should be. */
  static List<Violation> ofType(Shape shape, String path) {
    List<Violation> all = new ArrayList<>();
    if (!path.isEmpty()) {
      boolean number = shape.type().equals("string") || shape.type().equals("blob");
      JsonNode other = number ? JSON.numberNode(7) : JSON.textNode("other");
      all.add(new Violation(path, shape.type(), other));
    }
    shape
        .members()
        .forEach(
            (name, member) ->
                ofType(member.shape(), place(path, name))
                    .forEach(v -> all.add(v.in(with(shape, name)))));
    shape.value().ifPresent(element -> all.addAll(ofElementType(shape, element, path)));
    return all;
  }

  private static List<Violation> ofElementType(Shape shape, Shape element, String path) {
    boolean list = shape.type().equals("list");
    String name = list ? "1" : text(shape.key().orElseThrow(), 1);
    String place = path + (scalar(element) ? "" : "." + name + ".member");
    return ofType(element, place).stream()
        .map(
            v ->
                v.in(
                    item ->
                        list
                            ? JSON.arrayNode().add(item)
                            : JSON.objectNode().<ObjectNode>set(name, item)))
        .toList();
  }

  private static UnaryOperator<JsonNode> with(Shape shape, String name) {
    return value -> ((ObjectNode) minimal(shape)).set(name, value);
  }

  private static ArrayNode list(Shape shape, int size) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < size; i++) {
      list.add(minimal(shape.value().orElseThrow()));
    }
    return list;
  }

  private static ObjectNode map(Shape shape, int size) {
    ObjectNode map = JSON.objectNode();
    Shape key = shape.key().orElseThrow();
    for (int i = 0; i < size; i++) {
      String name = text(key, (int) key.min().orElse(1) + i);
      map.set(map.has(name) ? name + i : name, minimal(shape.value().orElseThrow()));
    }
    return map;
  }

  /** A text of this length that fits the pattern or, if there can be none, one that fits. */
  private static String text(Shape shape, int length) {
    if (!shape.choices().isEmpty()) {
      return shape.choices().get(0);
    }
    List<String> fitting =
        FITTING.stream()
            .filter(text -> shape.pattern().stream().allMatch(p -> p.matcher(text).matches()))
            .toList();
    return fitting.stream()
        .map(text -> ofLength(text, length))
        .filter(text -> text.length() == length)
        .findFirst()
        .orElse(fitting.get(0));
  }

  private static String ofLength(String text, int length) {
    int missing = length - text.length();
    if (length == 0 || missing < 0) {
      return length == 0 ? "" : text;
    }
    return text + text.substring(text.length() - 1).repeat(missing);
  }

  private static JsonNode unlike(Shape shape) {
    return UNFITTING.stream()
        .map(text -> text.repeat(Math.max(1, (int) shape.min().orElse(1))))
        .filter(text -> !shape.pattern().orElseThrow().matcher(text).matches())
        .findFirst()
        .map(JSON::textNode)
        .orElseThrow();
  }

  private static String place(String path, String member) {
    String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean scalar(Shape shape) {
    return Stream.of("structure", "list", "map").noneMatch(shape.type()::equals);
  }

  private static List<String> rules(Shape shape) {
    List<String> rules = new ArrayList<>();
    shape.max().ifPresent(max -> rules.add(atMost(max)));
    shape.min().ifPresent(min -> rules.add(atLeast(min)));
    shape.pattern().ifPresent(p -> rules.add(like(shape)));
    if (!shape.choices().isEmpty()) {
      rules.add(oneOf(shape));
    }
    return rules;
  }

  private static String atLeast(long min) {
    return "Member must have length greater than or equal to " + min;
  }

  private static String atMost(long max) {
    return "Member must have length less than or equal to " + max;
  }

  private static String like(Shape shape) {
    return "Member must satisfy regular expression pattern: " + shape.pattern().orElseThrow();
  }

  private static String oneOf(Shape shape) {
    return "Member must satisfy enum value set: " + shape.choices();
  }
}
