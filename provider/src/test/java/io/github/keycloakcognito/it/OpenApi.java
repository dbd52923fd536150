package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds what the doors answer against {@code openapi.yaml}, so that it says what is true. */
final class OpenApi {

  private static final Path FILE = Path.of("openapi.yaml").toAbsolutePath();
  private static final JsonNode DOCUMENT = document();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V4,
          builder ->
              builder
                  .metaSchema(OpenApi30.getInstance())
                  .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
  private static final Map<String, JsonSchema> BY_POINTER = new ConcurrentHashMap<>();

  private OpenApi() {}

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks an answer of a door; a call that the document does not describe is not looked at.
   *
   * @throws AssertionError if the document describes the call, but not its answer
   */
  static void check(HttpResponse<String> answer) {
    String method = answer.request().method();
    String path = answer.uri().getPath();
    operation(method, path)
        .map(operation -> response(operation, answer.statusCode()))
        .filter(response -> !isProgram(response, answer))
        .map(OpenApi::schema)
        .map(schema -> schema.validate(answer.body(), InputFormat.JSON))
        .filter(errors -> !errors.isEmpty())
        .ifPresent(
            errors -> {
              throw new AssertionError(
                  "%s %s: the answer %d is not as openapi.yaml says: %s"
                      .formatted(method, path, answer.statusCode(), errors));
            });
  }

  private static Optional<JsonNode> operation(String method, String path) {
    return DOCUMENT.path("paths").properties().stream()
        .filter(described -> matches(described.getKey(), path))
        .flatMap(described -> Stream.ofNullable(described.getValue().get(lower(method))))
        .findFirst();
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }

  private static boolean matches(String template, String path) {
    return Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]+"), path);
  }

  private static JsonNode response(JsonNode operation, int status) {
    JsonNode responses = operation.path("responses");
    JsonNode response = responses.path(responses.has("" + status) ? "" + status : "default");
    return response.has("$ref") ? DOCUMENT.at(pointer(response.path("$ref"))) : response;
  }

  /** Whether a text is described, and was answered. */
  private static boolean isProgram(JsonNode described, HttpResponse<String> answer) {
    return described.path("content").has("text/plain")
        && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
  }

  private static JsonSchema schema(JsonNode described) {
    JsonNode schema = described.path("content").path("application/json").path("schema");
    return BY_POINTER.computeIfAbsent(
        pointer(schema.path("$ref")),
        pointer -> SCHEMAS.getSchema(SchemaLocation.of(FILE.toUri() + "#" + pointer)));
  }

  private static String pointer(JsonNode reference) {
    return reference.asText().replaceFirst("^#", "");
  }
}
