package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.model.Shape;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Gathers the input of a REST-JSON operation from path, query, headers and body. */
final class RestInput {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Shape shape;
  private final Map<String, String> path;
  private final Request request;

  /** Reads what the shape has, from where the shape has it. */
  RestInput(Shape shape, Map<String, String> path, Request request) {
    this.shape = shape;
    this.path = path;
    this.request = request;
  }

  ObjectNode json() {
    Map<String, String> query = query();
    JsonNode body = body();
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    shape
        .members()
        .forEach(
            (name, member) -> {
              JsonNode value =
                  switch (member.location().orElse("body")) {
                    case "uri" -> scalar(member, decode(path.get(member.locationName())));
                    case "querystring" -> scalar(member, query.get(member.locationName()));
                    case "header" -> scalar(member, header(member.locationName()));
                    default -> body.get(member.locationName());
                  };
              if (value != null) {
                input.set(name, value);
              }
            });
    return input;
  }

  private static JsonNode scalar(Shape.Member member, String text) {
    if (text == null) {
      return null;
    }
    return switch (member.shape().type()) {
      case "integer", "long" -> number(member.locationName(), text);
      default -> JsonNodeFactory.instance.textNode(text);
    };
  }

  private static JsonNode number(String name, String text) {
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw ErrorCode.SERIALIZATION.because("The value at '" + name + "' is not a number.");
    }
  }

  private String header(String name) {
    return request.header(name.toLowerCase(Locale.ROOT)).orElse(null);
  }

  private Map<String, String> query() {
    Map<String, String> query = new HashMap<>();
    for (String pair : request.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      query.putIfAbsent(decode(name), decode(equals < 0 ? "" : pair.substring(equals + 1)));
    }
    return query;
  }

  /** A plus sign stands for itself: SDKs encode spaces as {@code %20}. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ErrorCode.SERIALIZATION.because("The URI is not percent-encoded.");
    }
  }

  private JsonNode body() {
    boolean used = shape.members().values().stream().anyMatch(m -> m.location().isEmpty());
    if (!used || request.body().length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode body = JSON.readTree(request.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // Answered below, like any other body that is not an object.
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
    throw ErrorCode.SERIALIZATION.because("The request body is not a JSON object.");
  }
}
