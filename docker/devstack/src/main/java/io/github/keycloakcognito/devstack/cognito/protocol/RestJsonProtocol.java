package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** REST-JSON 1.1: a method and a path for each operation, as the service model says. */
public final class RestJsonProtocol implements Protocol {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final ServiceModel model;
  private final String service;
  private final Dispatcher dispatcher;
  private final List<Route> routes;

  /**
   * Serves operations of one service behind a gate.
   *
   * @param service as in the names of IAM actions
   */
  public RestJsonProtocol(
      ServiceModel model, String service, Collection<Operation> operations, Gate gate) {
    this.model = model;
    this.service = service;
    dispatcher = new Dispatcher(model, service, operations, gate);
    routes = model.operations().stream().map(Route::of).toList();
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public boolean serves(Request request) {
    return routes.stream().anyMatch(route -> route.sharesRoot(request.path()));
  }

  @Override
  public String operation(Request request) {
    return find(request).map(match -> match.route().operation().name()).orElse("");
  }

  @Override
  public Response answer(Request request) {
    try {
      Match match =
          find(request)
              .orElseThrow(
                  () ->
                      ErrorCode.UNKNOWN_OPERATION.because(
                          "No operation has this method and path."));
      ObjectNode result =
          dispatcher.run(
              match.route().operation().name(),
              request,
              operation -> new RestInput(operation.input(), match.members(), request).json());
      return Response.text(200, contentType(), result.toString());
    } catch (ServiceException e) {
      return error(e.code(), e.getMessage());
    }
  }

  private record Match(Route route, Map<String, String> members) {}

  private Optional<Match> find(Request request) {
    return routes.stream()
        .flatMap(route -> route.match(request).map(m -> new Match(route, m)).stream())
        .findFirst();
  }

  @Override
  public ErrorCode.Wire wire(ErrorCode code) {
    String name = code.json().name();
    return new ErrorCode.Wire(name, model.status(name).orElseGet(() -> frontEndStatus(code)));
  }

  /** The status of an error that no service model has. */
  private static int frontEndStatus(ErrorCode code) {
    return switch (code) {
      case ACCESS_DENIED,
          MISSING_AUTHENTICATION,
          INCOMPLETE_SIGNATURE,
          UNRECOGNIZED_CLIENT,
          INVALID_SIGNATURE,
          EXPIRED_CREDENTIALS ->
          FORBIDDEN;
      case UNKNOWN_OPERATION -> NOT_FOUND;
      default -> code.json().status();
    };
  }

  @Override
  public Response error(String name, int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
    return Response.text(status, contentType(), body.toString())
        .with("x-amzn-ErrorType", name + ":")
        .refusing(name);
  }

  @Override
  public String contentType() {
    return "application/json";
  }
}
