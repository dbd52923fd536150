package io.github.keycloakcognito.devstack.cognito.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * Makes input fit for a log: texts are shown only where their shape is known to hold no secret and
 * they are what the model says, so that nothing put into the wrong place gets through.
 */
public final class Redaction {
  private static final TextNode HIDDEN = JsonNodeFactory.instance.textNode("***");
  private static final int MOST_ELEMENTS = 20;

  private static final Set<String> SHOWN =
      Set.of(
          "ARNString",
          "AccountId",
          "ClaimName",
          "ClaimValue",
          "CognitoIdentityProviderClientId",
          "CognitoIdentityProviderName",
          "DatasetName",
          "DeveloperProviderName",
          "DeveloperUserIdentifier",
          "IdentityId",
          "IdentityPoolId",
          "IdentityPoolName",
          "IdentityProviderId",
          "IdentityProviderName",
          "PrincipalTagID",
          "RoleType",
          "TagKeysType",
          "arnType",
          "roleSessionNameType",
          "tagKeyType",
          "urlType");

  private Redaction() {}

  /**
   * The members of an input that the model knows, with hidden values.
   *
   * @param input as it came, perhaps against the model
   */
  public static ObjectNode of(Shape shape, JsonNode input) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shape
        .members()
        .forEach(
            (name, member) -> {
              JsonNode value = input.get(name);
              if (value != null) {
                shown.set(name, value(member.shape(), value));
              }
            });
    return shown;
  }

  private static JsonNode value(Shape shape, JsonNode node) {
    return switch (shape.type()) {
      case "structure" -> node.isObject() ? of(shape, node) : HIDDEN;
      case "list" -> node.isArray() ? list(shape, node) : HIDDEN;
      case "map" -> node.isObject() ? map(shape, node) : HIDDEN;
      case "string" -> node.isTextual() && shown(shape, node) ? node : HIDDEN;
      default -> node.isNumber() || node.isBoolean() ? node : HIDDEN;
    };
  }

  private static JsonNode list(Shape shape, JsonNode node) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : node) {
      if (shown.size() == MOST_ELEMENTS) {
        return shown.add("… " + node.size() + " in all");
      }
      shown.add(value(shape.value().orElseThrow(), element));
    }
    return shown;
  }

  private static JsonNode map(Shape shape, JsonNode node) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (shown.size() == MOST_ELEMENTS) {
        return shown.put("…", node.size() + " in all");
      }
      TextNode key = JsonNodeFactory.instance.textNode(entry.getKey());
      String name = shown(shape.key().orElseThrow(), key) ? entry.getKey() : HIDDEN.textValue();
      shown.set(name, value(shape.value().orElseThrow(), entry.getValue()));
    }
    return shown;
  }

  private static boolean shown(Shape shape, JsonNode text) {
    boolean harmless = !shape.choices().isEmpty() || SHOWN.contains(shape.name());
    return harmless && !shape.secret() && shape.broken(text).isEmpty();
  }
}
