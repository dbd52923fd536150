package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Response;

/** What injected faults answer. */
final class FaultAnswers {
  private FaultAnswers() {}

  static Response error(Fault fault, Protocol protocol) {
    ErrorCode.Wire internal = protocol.wire(ErrorCode.INTERNAL_ERROR);
    String type = fault.type() == null ? internal.name() : fault.type();
    int usual = type.equals(internal.name()) ? internal.status() : 400;
    return protocol.error(
        type,
        fault.status() == null ? usual : fault.status(),
        fault.message() == null ? "Injected by the local Cognito." : fault.message());
  }

  static Response garbage(Protocol protocol) {
    return Response.text(200, protocol.contentType(), "<{\"garbage\": \u0001");
  }
}
