package io.github.keycloakcognito.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An HTTP answer with a JSON body. */
record Answer(HttpResponse<String> http) {

  static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return http.statusCode();
  }

  String body() {
    return http.body();
  }

  Optional<String> header(String name) {
    return http.headers().firstValue(name);
  }

  JsonNode json() {
    try {
      return JSON.readTree(http.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON, status " + status() + ": " + http.body(), e);
    }
  }

  /** A member of the JSON body; empty string where it is absent. */
  String text(String member) {
    return json().path(member).asText();
  }
}
