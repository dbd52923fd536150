package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Takes every request of the one port to who answers it. */
public final class Front implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Front.class.getName());

  /** A dataset of Cognito Sync in one request, however its text is escaped, and some more. */
  private static final int MAX_BODY = 8 << 20;

  private static final int TOO_LARGE = 413;

  private final List<Protocol> protocols;
  private final ControlApi controlApi;
  private final StatusPage page;
  private final Discovery discovery;
  private final Replies replies;
  private final Calls calls;

  /**
   * Serves several services on one port.
   *
   * @param protocols asked in this order; the last one words the errors of no service
   * @param page what browsers see
   * @param discovery the public documents about tokens
   */
  public Front(List<Protocol> protocols, Controls controls, StatusPage page, Discovery discovery) {
    this.protocols = protocols;
    this.controlApi = new ControlApi(controls);
    this.page = page;
    this.discovery = discovery;
    this.replies = new Replies(new StandardHeaders(controls.clock()));
    this.calls = new Calls(controls, replies);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(MAX_BODY);
    receiver.receiveFullBytes(
        (received, body) ->
            received.dispatch(received.getConnection().getWorker(), () -> serve(received, body)),
        this::refuse);
  }

  /** A body that is too large is answered; one that breaks off has nobody to answer to. */
  private void refuse(HttpServerExchange exchange, IOException why) {
    if (!(why instanceof Receiver.RequestToLargeException)) {
      Exchanges.reset(exchange);
      return;
    }
    Request request = Exchanges.request(exchange, new byte[0]);
    Protocol wording =
        protocols.stream()
            .filter(protocol -> protocol.serves(request))
            .findFirst()
            .orElse(protocols.get(protocols.size() - 1));
    String message = "A request can have " + MAX_BODY + " bytes at most.";
    replies.send(exchange, wording.error("RequestEntityTooLargeException", TOO_LARGE, message));
  }

  private void serve(HttpServerExchange exchange, byte[] body) {
    try {
      serve(exchange, Exchanges.request(exchange, body));
    } catch (RuntimeException e) {
      // A dispatched exchange that nobody ends would hang its client.
      LOG.log(System.Logger.Level.ERROR, "the local Cognito failed", e);
      Exchanges.reset(exchange);
    }
  }

  private void serve(HttpServerExchange exchange, Request request) {
    if (request.method().equals("OPTIONS")) {
      replies.send(exchange, StandardHeaders.preflight(request));
    } else if (page.serves(request)) {
      answer(exchange, () -> page.answer(request));
    } else if (ControlApi.serves(request)) {
      answer(exchange, () -> controlApi.answer(request));
    } else if (discovery.serves(request)) {
      replies.send(exchange, discovery.answer(request));
    } else {
      protocols.stream()
          .filter(protocol -> protocol.serves(request))
          .findFirst()
          .ifPresentOrElse(
              protocol -> calls.serve(exchange, request, protocol),
              () -> replies.send(exchange, Response.text(404, "text/plain", "Not found\n")));
    }
  }

  private void answer(HttpServerExchange exchange, Supplier<Response> answer) {
    Protocol last = protocols.get(protocols.size() - 1);
    replies.send(exchange, Replies.guarded(last, answer));
  }
}
