package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.undertow.server.HttpServerExchange;
import java.util.function.Supplier;

/** Sends answers with the headers that all have. */
final class Replies {
  private static final System.Logger LOG = System.getLogger(Replies.class.getName());

  private final StandardHeaders headers;

  Replies(StandardHeaders headers) {
    this.headers = headers;
  }

  void send(HttpServerExchange exchange, Response response) {
    Exchanges.send(exchange, headers.addTo(response));
  }

  /** The answer; an internal error in the words of the protocol if making it fails. */
  static Response guarded(Protocol protocol, Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the local Cognito failed", e);
      return protocol.error(ErrorCode.INTERNAL_ERROR, "The local Cognito failed; see its log.");
    }
  }
}
