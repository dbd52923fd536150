package io.github.keycloakcognito.devstack.cognito.wire;

/** One of AWS's wire protocols with the operations of one service. */
public interface Protocol {

  /** The service as IAM names it, e.g. {@code cognito-identity}. */
  String service();

  /** Whether a request is for this protocol; asked after the protocols before it in the list. */
  boolean serves(Request request);

  /** The operation a request names; empty text if it names none. */
  String operation(Request request);

  /** Serves a request completely; errors come back as answers, never as exceptions. */
  Response answer(Request request);

  /** The answer to an error. */
  default Response error(ErrorCode code, String message) {
    return error(wire(code).name(), wire(code).status(), message);
  }

  /** The name and status of an error in this protocol. */
  ErrorCode.Wire wire(ErrorCode code);

  /** The answer to an error of any name. */
  Response error(String name, int status, String message);

  /** The content type of all answers. */
  String contentType();
}
