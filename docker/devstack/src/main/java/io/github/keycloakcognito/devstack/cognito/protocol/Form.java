package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.model.Shape;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Parameters;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a query-protocol request. */
final class Form {
  private final TreeMap<String, String> parameters = new TreeMap<>();

  private Form() {}

  /** Reads the body and, where it says nothing, the query string. */
  static Form of(Request request) {
    Form form = new Form();
    form.parameters.putAll(Parameters.read(request.query()));
    form.parameters.putAll(Parameters.read(new String(request.body(), StandardCharsets.UTF_8)));
    return form;
  }

  /** A parameter as it came; empty text if it is missing. */
  String raw(String name) {
    return parameters.getOrDefault(name, "");
  }

  /**
   * The parameters as the JSON they stand for, {@code A.member.1.B=c} as {@code {"A":[{"B":"c"}]}}.
   */
  ObjectNode json(Shape shape) {
    return structure(shape, "");
  }

  private ObjectNode structure(Shape shape, String prefix) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    shape
        .members()
        .forEach(
            (name, member) ->
                value(member.shape(), prefix + member.locationName())
                    .ifPresent(value -> node.set(name, value)));
    return node;
  }

  private Optional<JsonNode> value(Shape shape, String name) {
    return switch (shape.type()) {
      case "structure" ->
          given(name + ".") ? Optional.of(structure(shape, name + ".")) : Optional.empty();
      case "list" -> list(shape.value().orElseThrow(), name);
      case "integer", "long" -> Optional.ofNullable(parameters.get(name)).map(Form::number);
      default -> Optional.ofNullable(parameters.get(name)).map(JsonNodeFactory.instance::textNode);
    };
  }

  private Optional<JsonNode> list(Shape element, String name) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Optional<JsonNode> item = value(element, name + ".member.1");
    while (item.isPresent()) {
      list.add(item.get());
      item = value(element, name + ".member." + (list.size() + 1));
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private boolean given(String prefix) {
    Map.Entry<String, String> first = parameters.ceilingEntry(prefix);
    return first != null && first.getKey().startsWith(prefix);
  }

  private static JsonNode number(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw ErrorCode.SERIALIZATION.because("Value '" + text + "' is not a number");
    }
  }
}
