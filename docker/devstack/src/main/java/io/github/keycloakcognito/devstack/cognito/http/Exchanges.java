package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xnio.IoUtils;
import org.xnio.Options;

/** Between Undertow's exchanges and our own requests and responses. */
final class Exchanges {
  private Exchanges() {}

  static Request request(HttpServerExchange exchange, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      headers.put(values.getHeaderName().toString().toLowerCase(Locale.ROOT), List.copyOf(values));
    }
    return new Request(
        exchange.getRequestMethod().toString(), path(exchange), query(exchange), headers, body);
  }

  /** Undertow gives the raw URI as it came: with a host in it if the client sent one. */
  private static String path(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    String path = exchange.isHostIncludedInRequestURI() ? URI.create(uri).getRawPath() : uri;
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static String query(HttpServerExchange exchange) {
    return exchange.getQueryString() == null ? "" : exchange.getQueryString();
  }

  /**
   * Answers. By the thread that reads: it spins while another one ends an exchange, and on a busy
   * machine that costs as much as all the rest.
   */
  static void send(HttpServerExchange exchange, Response response) {
    if (exchange.isInIoThread()) {
      write(exchange, response);
    } else {
      exchange.getIoThread().execute(() -> write(exchange, response));
    }
  }

  private static void write(HttpServerExchange exchange, Response response) {
    exchange.setStatusCode(response.status());
    response
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    exchange.getResponseSender().send(response.body(), StandardCharsets.UTF_8);
  }

  /** Ends the connection without an answer. */
  static void reset(HttpServerExchange exchange) {
    try {
      // Lingers for no time, so that the peer sees a reset and not an orderly end.
      exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IoUtils.safeClose(exchange.getConnection());
    }
  }
}
