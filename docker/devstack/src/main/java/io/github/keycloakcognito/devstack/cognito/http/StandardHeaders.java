package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The headers every answer carries. */
final class StandardHeaders {
  private static final Map<String, String> FIXED =
      Map.of(
          "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
          "access-control-allow-origin", "*",
          "access-control-expose-headers",
              "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final ServiceClock clock;

  StandardHeaders(ServiceClock clock) {
    this.clock = clock;
  }

  Response addTo(Response response) {
    Map<String, String> headers = new TreeMap<>(FIXED);
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    // SDKs correct their clocks by this one.
    headers.put("Date", HTTP_DATE.format(clock.now()));
    headers.putAll(response.headers());
    return new Response(response.status(), headers, response.body(), response.refusal());
  }

  /** The answer to a browser that asks before it calls. */
  static Response preflight(Request request) {
    String asked = request.header("access-control-request-headers").orElse("*");
    return Response.text(200, "text/plain", "")
        .with("access-control-allow-methods", "GET, POST, DELETE")
        .with("access-control-allow-headers", asked)
        .with("access-control-max-age", "172800");
  }
}
