package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.control.Faults;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.Trace;
import io.undertow.server.HttpServerExchange;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Calls of AWS's operations: counts them, lets them misbehave, has them answered, logs them. */
final class Calls {
  private static final System.Logger LOG = System.getLogger(Calls.class.getName());
  private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,64}");
  private static final double NANOS_PER_TENTH = 100_000;

  private final Controls controls;
  private final Replies replies;

  /** A call that has arrived. */
  private record Arrived(
      HttpServerExchange exchange,
      Request request,
      Protocol protocol,
      String operation,
      Instant time,
      long nanos) {}

  Calls(Controls controls, Replies replies) {
    this.controls = controls;
    this.replies = replies;
  }

  void serve(HttpServerExchange exchange, Request request, Protocol protocol) {
    String named = protocol.operation(request);
    String operation = NAME.matcher(named).matches() ? named : "";
    if (!operation.isEmpty()) {
      controls.calls().count(operation);
    }
    Arrived call =
        new Arrived(
            exchange, request, protocol, operation, controls.clock().now(), System.nanoTime());
    controls
        .faults()
        .take(operation, new Hanging(call))
        .ifPresentOrElse(fault -> misbehave(call, fault), () -> answer(call, Optional.empty()));
  }

  private void misbehave(Arrived call, Fault fault) {
    Protocol protocol = call.protocol();
    Optional<Fault.Kind> met = Optional.of(fault.kind());
    switch (fault.kind()) {
      case THROTTLE -> send(call, protocol.error(ErrorCode.THROTTLED, "Rate exceeded"), met);
      case ERROR -> send(call, FaultAnswers.error(fault, protocol), met);
      case GARBAGE -> {
        log(call, fault.kind().toString(), 200, met);
        replies.send(call.exchange(), FaultAnswers.garbage(protocol));
      }
      case RESET -> {
        log(call, fault.kind().toString(), 0, met);
        Exchanges.reset(call.exchange());
      }
      case DELAY -> later(call, met, fault.delayMillis() == null ? 0 : fault.delayMillis());
      case HANG -> LOG.log(System.Logger.Level.DEBUG, "a request hangs");
    }
  }

  private void later(Arrived call, Optional<Fault.Kind> fault, long millis) {
    Executor worker = call.exchange().getConnection().getWorker();
    call.exchange()
        .getIoThread()
        .executeAfter(
            () -> worker.execute(() -> answer(call, fault)), millis, TimeUnit.MILLISECONDS);
  }

  private void answer(Arrived call, Optional<Fault.Kind> fault) {
    Protocol protocol = call.protocol();
    send(call, Replies.guarded(protocol, () -> protocol.answer(call.request())), fault);
  }

  private void send(Arrived call, Response response, Optional<Fault.Kind> fault) {
    // Logged first: a client that has its answer finds it in the log.
    log(call, response.refusal().orElse(LoggedCall.OK), response.status(), fault);
    replies.send(call.exchange(), response);
  }

  private void log(Arrived call, String outcome, int status, Optional<Fault.Kind> fault) {
    Trace trace = call.request().trace();
    controls
        .log()
        .add(
            new LoggedCall(
                call.time(),
                call.protocol().service(),
                call.operation(),
                trace.caller(),
                trace.identityPoolId(),
                trace.identityId(),
                trace.input(),
                outcome,
                status,
                Math.round((System.nanoTime() - call.nanos()) / NANOS_PER_TENTH) / 10.0,
                fault.map(Fault.Kind::toString)));
  }

  private final class Hanging implements Faults.Parked {
    private final Arrived call;

    private Hanging(Arrived call) {
      this.call = call;
    }

    @Override
    public void resume() {
      Optional<Fault.Kind> hang = Optional.of(Fault.Kind.HANG);
      call.exchange().getConnection().getWorker().execute(() -> answer(call, hang));
    }

    @Override
    public void abandon() {
      Exchanges.reset(call.exchange());
    }
  }
}
