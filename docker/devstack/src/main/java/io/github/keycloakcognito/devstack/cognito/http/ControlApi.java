package io.github.keycloakcognito.devstack.cognito.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The control API under {@code /_local/}. */
final class ControlApi {
  private static final String PREFIX = "/_local/";
  private static final long DEFAULT_LIFETIME = 3600;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_ABSENT)
          .build();

  private final Controls controls;

  private record ClockSetting(Long offsetSeconds) {}

  private record QuotaSetting(Boolean enabled, Map<String, Integer> rates) {}

  private record MintRequest(
      String issuer, String subject, String audience, Long expiresIn, Map<String, Object> claims) {}

  ControlApi(Controls controls) {
    this.controls = controls;
  }

  static boolean serves(Request request) {
    return request.path().startsWith(PREFIX);
  }

  Response answer(Request request) {
    if (foreign(request)) {
      return error(403, "the controls are not for other web pages");
    }
    try {
      return route(request);
    } catch (JsonMappingException e) {
      return error(400, place(e) + reason(e));
    } catch (JsonProcessingException e) {
      return error(400, "the body is not JSON");
    } catch (IllegalArgumentException e) {
      return error(400, e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  private Response route(Request request) throws IOException {
    byte[] body = request.body();
    return switch (request.method() + " " + request.path().substring(PREFIX.length())) {
      case "GET ", "GET help" -> json(ControlHelp.CONTROLS);
      case "GET health" -> json(Map.of("status", "UP"));
      case "GET calls" -> json(controls.calls().snapshot());
      case "DELETE calls" -> resetCalls();
      case "GET log" -> json(LogQuery.of(request).choose(controls.log().snapshot()));
      case "DELETE log" -> clearLog();
      case "GET faults" -> json(controls.faults().list());
      case "PUT faults" -> faults(JSON.readValue(body, new TypeReference<>() {}));
      case "DELETE faults" -> faults(List.of());
      case "GET clock" -> clock();
      case "PUT clock" -> clock(JSON.readValue(body, ClockSetting.class));
      case "GET quotas" -> quotas();
      case "PUT quotas" -> quotas(JSON.readValue(body, QuotaSetting.class));
      case "POST mint" -> json(Map.of("token", mint(JSON.readValue(body, MintRequest.class))));
      case "POST reset" -> reset();
      default -> error(404, "no such control: " + request.method() + " " + request.path());
    };
  }

  private Response resetCalls() throws JsonProcessingException {
    controls.calls().reset();
    return json(Map.of());
  }

  private Response clearLog() throws JsonProcessingException {
    controls.log().clear();
    return json(List.of());
  }

  private Response reset() throws JsonProcessingException {
    controls.reset();
    return json(Map.of());
  }

  private Response faults(List<Fault> faults) throws JsonProcessingException {
    if (given(faults, "faults").stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("faults: must not contain null");
    }
    controls.faults().replace(faults);
    return json(faults);
  }

  private Response clock(ClockSetting setting) throws JsonProcessingException {
    controls
        .clock()
        .offset(
            Duration.ofSeconds(given(given(setting, "clock").offsetSeconds(), "offsetSeconds")));
    return clock();
  }

  private Response quotas(QuotaSetting setting) throws JsonProcessingException {
    if (given(setting, "quotas").rates() == null) {
      given(setting.enabled(), "enabled");
    } else {
      controls.quotas().rates(setting.rates());
    }
    if (setting.enabled() != null) {
      controls.quotas().enabled(setting.enabled());
    }
    return quotas();
  }

  private Response quotas() throws JsonProcessingException {
    return json(Map.of("enabled", controls.quotas().enabled(), "rates", controls.quotas().rates()));
  }

  private String mint(MintRequest request) {
    given(request, "request");
    long seconds = request.expiresIn() == null ? DEFAULT_LIFETIME : request.expiresIn();
    return controls
        .mint()
        .mint(
            given(request.issuer(), "issuer"),
            given(request.subject(), "subject"),
            given(request.audience(), "audience"),
            Duration.ofSeconds(seconds),
            request.claims() == null ? Map.of() : request.claims());
  }

  private Response clock() throws JsonProcessingException {
    return json(
        Map.of(
            "offsetSeconds", controls.clock().offset().toSeconds(),
            "now", controls.clock().now().toString()));
  }

  /** Browsers say which page sends; any page could reach this port of its reader's machine. */
  private static boolean foreign(Request request) {
    String own = "http://" + request.header("host").orElse("");
    return request.header("origin").filter(origin -> !origin.equals(own)).isPresent();
  }

  private static <T> T given(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": is missing");
    }
    return value;
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.isEmpty() ? "" : place.append(": ").toString();
  }

  private static String reason(JsonMappingException e) {
    return e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
  }

  private static Response json(Object value) throws JsonProcessingException {
    return Response.text(200, "application/json", JSON.writeValueAsString(value));
  }

  private static Response error(int status, String message) {
    try {
      String body = JSON.writeValueAsString(Map.of("error", message));
      return Response.text(status, "application/json", body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
