package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.io.IOException;
import java.util.Collection;

/** AWS JSON 1.1 as cognito-identity speaks it. */
public final class JsonProtocol implements Protocol {
  private static final String SERVICE = "cognito-identity";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Clients give up on long headers; the body has the message in full. */
  private static final int MAX_HEADER = 1024;

  private final Dispatcher dispatcher;
  private final String target;

  /** Serves the given operations of cognito-identity behind a gate. */
  public JsonProtocol(Collection<Operation> operations, Gate gate) {
    ServiceModel model = ServiceModel.cognitoIdentity();
    dispatcher = new Dispatcher(model, SERVICE, operations, gate);
    target = model.metadata("targetPrefix") + ".";
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public boolean serves(Request request) {
    return request.path().equals("/") && request.header("x-amz-target").isPresent();
  }

  @Override
  public String operation(Request request) {
    String named = request.header("x-amz-target").orElse("");
    return named.startsWith(target) ? named.substring(target.length()) : "";
  }

  @Override
  public Response answer(Request request) {
    try {
      ObjectNode result = dispatcher.run(operation(request), request, model -> body(request));
      return Response.text(200, contentType(), result.toString());
    } catch (ServiceException e) {
      return error(e.code(), e.getMessage());
    }
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
        .with("x-amzn-ErrorMessage", headerSafe(message))
        .refusing(name);
  }

  private static String headerSafe(String message) {
    String text = message.length() > MAX_HEADER ? message.substring(0, MAX_HEADER) : message;
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-1.1";
  }
}
