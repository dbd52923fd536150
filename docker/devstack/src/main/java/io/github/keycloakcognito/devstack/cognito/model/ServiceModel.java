package io.github.keycloakcognito.devstack.cognito.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A service as AWS describes it to the generators of its SDKs. The build takes the files out of
 * {@code com.amazonaws:aws-java-sdk-models}.
 */
public final class ServiceModel {
  /** Marked as sensitive in newer models than the one that is published to Maven Central. */
  private static final Set<String> SECRETS = Set.of("IdentityProviderToken", "OIDCToken");

  /** Not marked as unsigned in the model, but documented so in the STS API reference. */
  private static final Set<String> UNSIGNED =
      Set.of("AssumeRoleWithWebIdentity", "AssumeRoleWithSAML");

  private final JsonNode root;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, OperationModel> operations = new LinkedHashMap<>();

  private ServiceModel(JsonNode root) {
    this.root = root;
    root.get("operations")
        .properties()
        .forEach(entry -> operations.put(entry.getKey(), operation(entry.getValue())));
  }

  /** cognito-identity, 2014-06-30. */
  public static ServiceModel cognitoIdentity() {
    return load("cognito-identity-2014-06-30");
  }

  /** cognito-sync, 2014-06-30. */
  public static ServiceModel cognitoSync() {
    return load("cognito-sync-2014-06-30");
  }

  /** STS, 2011-06-15. */
  public static ServiceModel sts() {
    return load("sts-2011-06-15");
  }

  private static ServiceModel load(String name) {
    String file = "/models/" + name + "-model.json";
    try (InputStream in = ServiceModel.class.getResourceAsStream(file)) {
      return new ServiceModel(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** A member of the metadata, e.g. {@code targetPrefix}; empty text if it is not there. */
  public String metadata(String name) {
    return root.get("metadata").path(name).asText();
  }

  /** All operations of the model. */
  public Collection<OperationModel> operations() {
    return operations.values();
  }

  /** The operation of this name. */
  public Optional<OperationModel> operation(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  /** The HTTP status the model gives an error; empty if it gives none. */
  public OptionalInt status(String error) {
    JsonNode status = root.get("shapes").path(error).path("error").path("httpStatusCode");
    return status.isInt() ? OptionalInt.of(status.intValue()) : OptionalInt.empty();
  }

  private OperationModel operation(JsonNode node) {
    String name = node.get("name").textValue();
    return new OperationModel(
        name,
        node.path("http").path("method").asText("POST"),
        node.path("http").path("requestUri").asText("/"),
        !UNSIGNED.contains(name) && !node.path("authtype").asText().equals("none"),
        node.has("input") ? shape(node.get("input").get("shape").textValue()) : Shape.EMPTY,
        node.path("errors").findValuesAsText("shape"));
  }

  private Shape shape(String name) {
    Shape known = shapes.get(name);
    if (known == null) {
      known = Shape.of(name, root.get("shapes").get(name), SECRETS.contains(name), this::shape);
      shapes.put(name, known);
    }
    return known;
  }
}
