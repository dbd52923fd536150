package io.github.keycloakcognito.devstack.cognito.wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP response.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body may be empty; sent in UTF-8
 * @param refusal the name of the error it is about; not sent
 */
public record Response(
    int status, Map<String, String> headers, String body, Optional<String> refusal) {

  /** A text body in UTF-8. */
  public static Response text(int status, String contentType, String body) {
    return new Response(status, Map.of("Content-Type", contentType), body, Optional.empty());
  }

  /** The same response with one header more. */
  public Response with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body, refusal);
  }

  /** The same response, as one about an error. */
  public Response refusing(String error) {
    return new Response(status, headers, body, Optional.of(error));
  }
}
