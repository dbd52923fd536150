package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.control.Faults;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Takes every request of the one port: counts it, lets it misbehave, has it answered. */
public final class Front implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Front.class.getName());

  /** A dataset of Cognito Sync in one request, however its text is escaped, and some more. */
  private static final int MAX_BODY = 8 << 20;

  private static final int TOO_LARGE = 413;

  private final List<Protocol> protocols;
  private final Controls controls;
  private final ControlApi controlApi;
  private final Discovery discovery;
  private final StandardHeaders headers;

  /**
   * Serves several services on one port.
   *
   * @param protocols asked in this order; the last one words the errors of no service
   * @param discovery the public documents about tokens
   */
  public Front(List<Protocol> protocols, Controls controls, Discovery discovery) {
    this.protocols = protocols;
    this.controls = controls;
    this.controlApi = new ControlApi(controls);
    this.discovery = discovery;
    this.headers = new StandardHeaders(controls.clock());
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
    send(exchange, wording.error("RequestEntityTooLargeException", TOO_LARGE, message));
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
      send(exchange, StandardHeaders.preflight(request));
    } else if (ControlApi.serves(request)) {
      answer(exchange, protocols.get(protocols.size() - 1), () -> controlApi.answer(request));
    } else if (discovery.serves(request)) {
      send(exchange, discovery.answer(request));
    } else {
      protocols.stream()
          .filter(protocol -> protocol.serves(request))
          .findFirst()
          .ifPresentOrElse(
              protocol -> call(exchange, request, protocol),
              () -> send(exchange, Response.text(404, "text/plain", "Not found\n")));
    }
  }

  private void call(HttpServerExchange exchange, Request request, Protocol protocol) {
    String operation = protocol.operation(request);
    if (operation.matches("[A-Za-z]{1,64}")) {
      controls.calls().count(operation);
    }
    Runnable answer = () -> answer(exchange, protocol, () -> protocol.answer(request));
    Hanging hanging = new Hanging(exchange, answer);
    controls
        .faults()
        .take(operation, hanging)
        .ifPresentOrElse(fault -> misbehave(fault, exchange, protocol, answer), answer);
  }

  private void misbehave(
      Fault fault, HttpServerExchange exchange, Protocol protocol, Runnable answer) {
    switch (fault.kind()) {
      case THROTTLE -> send(exchange, protocol.error(ErrorCode.THROTTLED, "Rate exceeded"));
      case ERROR -> send(exchange, FaultAnswers.error(fault, protocol));
      case GARBAGE -> send(exchange, FaultAnswers.garbage(protocol));
      case RESET -> Exchanges.reset(exchange);
      case DELAY -> later(exchange, answer, fault.delayMillis() == null ? 0 : fault.delayMillis());
      case HANG -> LOG.log(System.Logger.Level.DEBUG, "a request hangs");
    }
  }

  private static void later(HttpServerExchange exchange, Runnable answer, long millis) {
    Executor worker = exchange.getConnection().getWorker();
    exchange
        .getIoThread()
        .executeAfter(() -> worker.execute(answer), millis, TimeUnit.MILLISECONDS);
  }

  private interface Answer {
    Response get();
  }

  private void answer(HttpServerExchange exchange, Protocol protocol, Answer answer) {
    Response response;
    try {
      response = answer.get();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the local Cognito failed", e);
      response = protocol.error(ErrorCode.INTERNAL_ERROR, "The local Cognito failed; see its log.");
    }
    send(exchange, response);
  }

  private void send(HttpServerExchange exchange, Response response) {
    Exchanges.send(exchange, headers.addTo(response));
  }

  private record Hanging(HttpServerExchange exchange, Runnable answer) implements Faults.Parked {
    @Override
    public void resume() {
      exchange.getConnection().getWorker().execute(answer);
    }

    @Override
    public void abandon() {
      Exchanges.reset(exchange);
    }
  }
}
