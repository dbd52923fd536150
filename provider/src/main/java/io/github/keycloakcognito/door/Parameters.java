package io.github.keycloakcognito.door;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.keycloakcognito.exchange.Failure.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.http.HttpRequest;
import org.keycloak.util.JsonSerialization;

/** The parameters of a request: of its query, and of a form or a JSON object in its body. */
public final class Parameters {

  /** What a body may be. */
  public static final String FORMATS =
      "Send parameters as application/x-www-form-urlencoded or application/json.";

  private static final int LONGEST_BODY = 16_384;

  private static final ObjectReader STRICT =
      JsonSerialization.mapper
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, String> values = new HashMap<>();

  /**
   * Those of {@code request}.
   *
   * @param body null or empty where there is none
   * @throws RefusalException for what cannot be read, and for a parameter given twice (RFC 6749
   *     section 3.2)
   */
  public static Parameters of(HttpRequest request, String body) {
    Parameters parameters = new Parameters();
    request
        .getUri()
        .getQueryParameters()
        .forEach((name, given) -> given.forEach(value -> parameters.add(name, value)));
    if (body != null && !body.isBlank()) {
      parameters.addBody(request.getHttpHeaders(), body);
    }
    return parameters;
  }

  /**
   * Those of a form that Keycloak has read.
   *
   * @param lists names that may be given more than once, and are not parameters of a door
   * @throws RefusalException for another parameter given twice (RFC 6749 section 3.2)
   */
  public static Parameters of(Map<String, List<String>> form, Set<String> lists) {
    Parameters parameters = new Parameters();
    form.forEach(
        (name, given) -> {
          if (!lists.contains(name)) {
            given.forEach(value -> parameters.add(name, value));
          }
        });
    return parameters;
  }

  /** Empty for what is absent, and for what is given without a value. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * False for what {@link #get} gives nothing for.
   *
   * @throws RefusalException for anything but {@code true} and {@code false}
   */
  public boolean flag(String name) {
    return switch (get(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(name + ": must be true or false.");
    };
  }

  /**
   * Refuses parameters that a door does not take.
   *
   * @throws RefusalException when one of {@code names} is given
   */
  public void refuse(List<String> names, String reason) {
    for (String name : names) {
      if (get(name).isPresent()) {
        throw refused(name + ": " + reason);
      }
    }
  }

  private void addBody(HttpHeaders headers, String body) {
    if (body.length() > LONGEST_BODY) {
      throw refused("The body is too long.");
    }
    String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    String plainType = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (plainType.startsWith("application/x-www-form-urlencoded")) {
      addForm(body);
    } else if (plainType.startsWith("application/json")) {
      addJson(body);
    } else {
      throw refused(FORMATS);
    }
  }

  private void addForm(String body) {
    for (String pair : body.split("&", -1)) {
      int end = pair.indexOf('=');
      try {
        add(
            URLDecoder.decode(end < 0 ? pair : pair.substring(0, end), StandardCharsets.UTF_8),
            end < 0 ? "" : URLDecoder.decode(pair.substring(end + 1), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw refused("The form is malformed.");
      }
    }
  }

  private void addJson(String body) {
    JsonNode json;
    try {
      json = STRICT.readTree(body);
    } catch (IOException e) {
      throw refused("The JSON is malformed.");
    }
    if (!json.isObject()) {
      throw refused("The JSON must be one object.");
    }
    json.properties()
        .forEach(
            member -> {
              if (!member.getValue().isValueNode()) {
                throw refused("The members of the JSON must be strings or numbers.");
              }
              if (!member.getValue().isNull()) {
                add(member.getKey(), member.getValue().asText());
              }
            });
  }

  private void add(String name, String value) {
    if (values.putIfAbsent(name, value) != null) {
      throw refused("A parameter is given more than once.");
    }
  }

  public static RefusalException refused(String description) {
    return RefusalException.of(Kind.INVALID_REQUEST, description);
  }
}
