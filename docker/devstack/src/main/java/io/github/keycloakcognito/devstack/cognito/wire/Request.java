package io.github.keycloakcognito.devstack.cognito.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it came over the wire.
 *
 * @param method upper case
 * @param path still percent-encoded
 * @param query still percent-encoded, without the question mark; may be empty
 * @param headers by lower-case name, values in order
 * @param body never null
 * @param trace what becomes known about it while it is served
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy of each body would cost more.
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    Trace trace) {

  /** A request about which nothing more is known. */
  public Request(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    this(method, path, query, headers, body, new Trace());
  }

  /** The first value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }
}
