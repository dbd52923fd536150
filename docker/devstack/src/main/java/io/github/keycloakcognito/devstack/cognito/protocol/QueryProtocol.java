package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Collection;
import java.util.UUID;

/** The AWS query protocol as STS speaks it. */
public final class QueryProtocol implements Protocol {
  private static final String SERVICE = "sts";
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private final Dispatcher dispatcher;
  private final String version;
  private final String namespace;

  /** Serves the given operations of STS behind a gate. */
  public QueryProtocol(Collection<Operation> operations, Gate gate) {
    ServiceModel model = ServiceModel.sts();
    dispatcher = new Dispatcher(model, SERVICE, operations, gate);
    version = model.metadata("apiVersion");
    namespace = model.metadata("xmlNamespace");
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public boolean serves(Request request) {
    return request.path().equals("/");
  }

  @Override
  public String operation(Request request) {
    try {
      return Form.of(request).raw("Action");
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
    String name = form.raw("Action");
    if (!form.raw("Version").equals(version) || dispatcher.model().operation(name).isEmpty()) {
      throw ErrorCode.UNKNOWN_OPERATION.because(
          "Could not find operation " + name + " for version " + form.raw("Version"));
    }
    ObjectNode result = dispatcher.run(name, request, model -> form.json(model.input()));
    return Xml.document(
        namespace,
        name + "Response",
        xml -> {
          xml.put(name + "Result", content -> content.put(result));
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
            namespace,
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
    return Response.text(status, contentType(), body).with(REQUEST_ID, requestId).refusing(name);
  }

  @Override
  public String contentType() {
    return "text/xml";
  }
}
