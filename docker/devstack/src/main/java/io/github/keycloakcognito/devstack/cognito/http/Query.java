package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters behind the question mark. */
final class Query {
  private Query() {}

  /**
   * Decoded values by name; the last one wins.
   *
   * @throws IllegalArgumentException if the encoding is broken
   */
  static Map<String, String> of(Request request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : request.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        parameters.put(decode(pair), "");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
