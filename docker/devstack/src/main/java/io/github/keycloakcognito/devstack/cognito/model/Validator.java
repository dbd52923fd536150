package io.github.keycloakcognito.devstack.cognito.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Refuses input that is not what the service model says: of another type as SerializationException,
 * outside of a constraint as ValidationException, in AWS's wording and for all members at once.
 */
public final class Validator {
  private static final String FAILED = " failed to satisfy constraint: ";

  private final List<String> violations = new ArrayList<>();

  private Validator() {}

  /**
   * Checks the input of an operation.
   *
   * @param input a JSON object
   * @return what is in it and in the model; members of value null are left out
   */
  public static ObjectNode check(Shape shape, JsonNode input) {
    Validator validator = new Validator();
    ObjectNode known = validator.structure(shape, input, "");
    int count = validator.violations.size();
    if (count > 0) {
      String errors = count == 1 ? " validation error" : " validation errors";
      throw ErrorCode.VALIDATION.because(
          count + errors + " detected: " + String.join("; ", validator.violations));
    }
    return known;
  }

  private ObjectNode structure(Shape shape, JsonNode node, String path) {
    requireType(node.isObject(), path, "Structure");
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    shape
        .members()
        .forEach(
            (name, member) -> {
              JsonNode value = node.get(name);
              String place = path + (path.isEmpty() ? "" : ".") + lowerCamel(name);
              if (value == null || value.isNull()) {
                if (shape.required().contains(name)) {
                  violations.add(
                      "Value null at '" + place + "'" + FAILED + "Member must not be null");
                }
              } else {
                known.set(name, value(member.shape(), value, place));
              }
            });
    return known;
  }

  private JsonNode value(Shape shape, JsonNode node, String path) {
    return switch (shape.type()) {
      case "structure" -> structure(shape, node, path);
      case "list" -> list(shape, node, path);
      case "map" -> map(shape, node, path);
      default -> scalar(shape, node, path);
    };
  }

  private JsonNode scalar(Shape shape, JsonNode node, String path) {
    requireScalar(shape, node, path);
    String shown = shape.secret() ? "Value" : "Value '" + node.asText() + "'";
    shape
        .broken(node)
        .forEach(rule -> violations.add(shown + " at '" + path + "'" + FAILED + rule));
    return node;
  }

  private JsonNode list(Shape shape, JsonNode node, String path) {
    requireType(node.isArray(), path, "List");
    checkLength(shape, node, path);
    Shape element = shape.value().orElseThrow();
    boolean fit = true;
    int number = 1;
    for (Iterator<JsonNode> items = node.elements(); items.hasNext(); number++) {
      JsonNode item = items.next();
      if (element.scalar()) {
        requireScalar(element, item, path);
        fit &= element.broken(item).isEmpty();
      } else {
        value(element, item, path + "." + number + ".member");
      }
    }
    if (!fit) {
      violations.add(
          shown(shape, node)
              + " at '"
              + path
              + "'"
              + FAILED
              + "Member must satisfy constraint: "
              + element.rules());
    }
    return node;
  }

  private JsonNode map(Shape shape, JsonNode node, String path) {
    requireType(node.isObject(), path, "Map");
    checkLength(shape, node, path);
    Shape key = shape.key().orElseThrow();
    Shape element = shape.value().orElseThrow();
    boolean keysFit = true;
    boolean valuesFit = true;
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      keysFit &= key.broken(JsonNodeFactory.instance.textNode(entry.getKey())).isEmpty();
      if (element.scalar()) {
        requireScalar(element, entry.getValue(), path);
        valuesFit &= element.broken(entry.getValue()).isEmpty();
      } else {
        value(element, entry.getValue(), path + "." + entry.getKey() + ".member");
      }
    }
    if (!keysFit) {
      violations.add(
          shown(shape, node)
              + " at '"
              + path
              + "'"
              + FAILED
              + "Map keys must satisfy constraint: "
              + key.rules());
    }
    if (!valuesFit) {
      violations.add(
          shown(shape, node)
              + " at '"
              + path
              + "'"
              + FAILED
              + "Map value must satisfy constraint: "
              + element.rules());
    }
    return node;
  }

  private void checkLength(Shape shape, JsonNode node, String path) {
    shape
        .broken(node)
        .forEach(rule -> violations.add(shown(shape, node) + " at '" + path + "'" + FAILED + rule));
  }

  /** As Java prints collections, which is what AWS's messages show. */
  private static String shown(Shape shape, JsonNode node) {
    if (shape.value().filter(value -> value.secret() || !value.scalar()).isPresent()) {
      return "Value";
    }
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> parts.add(item.asText()));
      return "Value '" + parts + "'";
    }
    node.properties().forEach(e -> parts.add(e.getKey() + "=" + e.getValue().asText()));
    return "Value '{" + String.join(", ", parts) + "}'";
  }

  private static void requireScalar(Shape shape, JsonNode node, String path) {
    switch (shape.type()) {
      case "string", "blob" -> requireType(node.isTextual(), path, "String");
      case "boolean" -> requireType(node.isBoolean(), path, "Boolean");
      case "integer" ->
          requireType(node.isIntegralNumber() && node.canConvertToInt(), path, "Integer");
      case "long" -> requireType(node.isIntegralNumber() && node.canConvertToLong(), path, "Long");
      case "timestamp" -> requireTime(node, path);
      default -> throw new IllegalStateException("type " + shape.type());
    }
  }

  private static void requireTime(JsonNode node, String path) {
    if (node.isTextual()) {
      throw ErrorCode.SERIALIZATION.because(
          "class java.lang.String can not be converted to milliseconds since epoch");
    }
    requireType(node.isNumber(), path, "Timestamp");
  }

  private static void requireType(boolean fits, String path, String type) {
    if (!fits) {
      throw ErrorCode.SERIALIZATION.because("The value at '" + path + "' is not a " + type + ".");
    }
  }

  private static String lowerCamel(String member) {
    return Character.toLowerCase(member.charAt(0)) + member.substring(1);
  }
}
