package io.github.keycloakcognito.it;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A container-credentials endpoint that remembers what it was asked and what it answered. */
final class CountingDoor implements AutoCloseable {

  /**
   * @param path with the query
   */
  record Request(String path, Headers headers) {

    String header(String name) {
      return headers.getFirst(name);
    }
  }

  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Reply> replies = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private CountingDoor(Function<Request, Reply> answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> handle(exchange, answer));
    server.setExecutor(threads);
    server.start();
  }

  /** Answers always the same. */
  static CountingDoor stub(Reply reply) {
    return new CountingDoor(request -> reply);
  }

  /** Passes each request on with its headers, and the answer back. */
  static CountingDoor before(URI keycloak) {
    Http http = new Http();
    return new CountingDoor(
        request -> {
          HttpRequest.Builder passedOn = Http.request(keycloak.resolve(request.path()));
          for (String name : List.of("Accept", "Authorization", "User-Agent")) {
            if (request.header(name) != null) {
              passedOn.header(name, request.header(name));
            }
          }
          Answer answer = http.send(passedOn);
          return new Reply(
              answer.status(),
              Map.of("Content-Type", answer.header("Content-Type").orElse("")),
              answer.body());
        });
  }

  private void handle(HttpExchange exchange, Function<Request, Reply> answer) throws IOException {
    Request request =
        new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders());
    requests.add(request);
    Reply reply = answer.apply(request);
    replies.add(reply);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<Request> requests() {
    return requests;
  }

  List<Reply> replies() {
    return replies;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
