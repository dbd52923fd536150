package io.github.keycloakcognito.devstack.cognito.sts;

import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.seed.Assumptions;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Form;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The AWS query protocol as STS speaks it. */
public final class StsProtocol implements Protocol {
  private static final String VERSION = "2011-06-15";
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private final Map<String, StsOperation> operations;

  /** Serves the operations of STS. */
  public StsProtocol(
      Gate gate, TokenVerifier verifier, RoleAssumer roles, Assumptions assumptions) {
    operations =
        List.of(
                new AssumeRoleWithWebIdentity(verifier, roles, assumptions),
                new GetCallerIdentity(gate))
            .stream()
            .collect(Collectors.toMap(StsOperation::name, Function.identity()));
  }

  @Override
  public String operation(Request request) {
    try {
      return Form.of(request).raw("Action").orElse("");
    } catch (ServiceException e) {
      return "";
    }
  }

  @Override
  public Response answer(Request request) {
    try {
      String requestId = UUID.randomUUID().toString();
      return Response.text(200, contentType(), run(request, requestId)).with(REQUEST_ID, requestId);
    } catch (ServiceException e) {
      return error(e.code(), e.getMessage());
    }
  }

  private String run(Request request, String requestId) {
    Form form = Form.of(request);
    String name = form.raw("Action").orElse("");
    String version = form.raw("Version").orElse("");
    StsOperation operation = operations.get(name);
    if (operation == null || !version.equals(VERSION)) {
      throw ErrorCode.UNKNOWN_OPERATION.because(
          "Could not find operation " + name + " for version " + version);
    }
    return Xml.document(
        name + "Response",
        xml -> {
          xml.put(name + "Result", result -> operation.run(request, form, result));
          xml.put("ResponseMetadata", m -> m.put("RequestId", requestId));
        });
  }

  @Override
  public ErrorCode.Wire wire(ErrorCode code) {
    return code.query();
  }

  @Override
  public Response error(String name, int status, String message) {
    String requestId = UUID.randomUUID().toString();
    String body =
        Xml.document(
            "ErrorResponse",
            xml -> {
              xml.put(
                  "Error",
                  error ->
                      error
                          .put("Type", status < 500 ? "Sender" : "Receiver")
                          .put("Code", name)
                          .put("Message", message));
              xml.put("RequestId", requestId);
            });
    return Response.text(status, contentType(), body).with(REQUEST_ID, requestId);
  }

  @Override
  public String contentType() {
    return "text/xml";
  }
}
