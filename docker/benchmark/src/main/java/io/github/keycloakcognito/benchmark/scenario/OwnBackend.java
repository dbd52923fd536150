package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.stand.DirectCognito;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What people build without the extension, after the developer guide's "Developer-authenticated
 * identities": a backend that asks Keycloak whether the token is valid (RFC 7662) and Cognito for a
 * token, at each request.
 */
final class OwnBackend implements AutoCloseable {

  private static final String BEARER = "Bearer ";

  private final Realm realm;
  private final DirectCognito cognito;
  private final Undertow server;

  OwnBackend(Stand stand, Realm realm) {
    this.realm = realm;
    this.cognito = new DirectCognito(stand);
    this.server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setWorkerThreads(50)
            .setHandler(new BlockingHandler(this::serve))
            .build();
    server.start();
  }

  URI uri() {
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + "/");
  }

  private void serve(HttpServerExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    var introspected =
        Http.json(
            Http.send(
                Http.form(
                        realm.introspection(),
                        Map.of(
                            "client_id", "backend",
                            "client_secret", "backend",
                            "token", authorization.substring(BEARER.length())))
                    .build()));
    if (!introspected.path("active").asBoolean()) {
      exchange.setStatusCode(401).endExchange();
      return;
    }
    try {
      String token = cognito.token(introspected.path("sub").asText());
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseSender().send("{\"Token\":\"" + token + "\"}");
    } catch (SdkException e) {
      exchange.setStatusCode(503).endExchange();
    }
  }

  @Override
  public void close() {
    server.stop();
    cognito.close();
  }
}
