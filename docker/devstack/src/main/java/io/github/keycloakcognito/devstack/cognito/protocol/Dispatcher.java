package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.model.OperationModel;
import io.github.keycloakcognito.devstack.cognito.model.Redaction;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.model.Validator;
import io.github.keycloakcognito.devstack.cognito.sigv4.Signer;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Trace;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes a request through the gate to its operation. */
final class Dispatcher {
  private final ServiceModel model;
  private final String service;
  private final Map<String, Operation> operations;
  private final Gate gate;

  /** Reads the input out of a request. */
  interface Reader {
    JsonNode read(OperationModel operation);
  }

  /**
   * Dispatches to the given operations.
   *
   * @param service as in the names of IAM actions
   */
  Dispatcher(ServiceModel model, String service, Collection<Operation> operations, Gate gate) {
    this.model = model;
    this.service = service;
    this.operations =
        operations.stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    this.gate = gate;
  }

  ServiceModel model() {
    return model;
  }

  ObjectNode run(String name, Request request, Reader reader) {
    Operation operation = operations.get(name);
    OperationModel described = model.operation(name).orElse(null);
    if (operation == null || described == null) {
      throw ErrorCode.UNKNOWN_OPERATION.because("The local Cognito has no operation " + name);
    }
    Signer signer = described.signed() ? gate.authenticate(request) : Signer.NOBODY;
    Trace trace = request.trace();
    trace.caller(signer.caller().arn());
    if (described.signed() && operation.needsPermission()) {
      gate.authorize(signer.caller(), service, name);
    }
    gate.throttle(name);
    JsonNode unchecked = reader.read(described);
    trace.input(Redaction.of(described.input(), unchecked));
    ObjectNode input = Validator.check(described.input(), unchecked);
    trace.ids(input);
    ObjectNode result = operation.run(new Call(new Input(input), signer.caller(), signer.region()));
    trace.ids(result);
    return result;
  }
}
