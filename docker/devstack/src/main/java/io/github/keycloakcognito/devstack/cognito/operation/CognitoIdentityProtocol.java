package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** AWS JSON 1.1 as cognito-identity speaks it. */
public final class CognitoIdentityProtocol implements Protocol {
  private static final String TARGET = "AWSCognitoIdentityService.";
  private static final String SERVICE = "cognito-identity";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, Operation> operations;
  private final Gate gate;

  /** Serves the given operations behind a gate. */
  public CognitoIdentityProtocol(Collection<Operation> operations, Gate gate) {
    this.operations =
        operations.stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    this.gate = gate;
  }

  @Override
  public String operation(Request request) {
    String target = request.header("x-amz-target").orElse("");
    return target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
  }

  @Override
  public Response answer(Request request) {
    try {
      return Response.text(200, contentType(), run(request).toString());
    } catch (ServiceException e) {
      return error(e.code(), e.getMessage());
    }
  }

  private ObjectNode run(Request request) {
    Operation operation = operations.get(operation(request));
    if (operation == null) {
      throw ErrorCode.UNKNOWN_OPERATION.because("The local Cognito has no such operation.");
    }
    if (operation.signed()) {
      gate.authorize(gate.authenticate(request), SERVICE, operation.name());
    }
    gate.throttle(operation.name());
    return operation.run(new Input(body(request)));
  }

  private static JsonNode body(Request request) {
    try {
      JsonNode body = JSON.readTree(request.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // Answered below, like any other body that is not an object.
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
    throw ErrorCode.SERIALIZATION.because("The request body is not a JSON object.");
  }

  @Override
  public ErrorCode.Wire wire(ErrorCode code) {
    return code.json();
  }

  @Override
  public Response error(String name, int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", name);
    body.put("message", message);
    return Response.text(status, contentType(), body.toString())
        .with("x-amzn-ErrorType", name + ":")
        .with("x-amzn-ErrorMessage", headerSafe(message));
  }

  private static String headerSafe(String message) {
    return message.replaceAll("[^\\x20-\\x7e]", "?");
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-1.1";
  }
}
