package io.github.keycloakcognito.devstack.cognito.wire;

/** An error AWS would answer. */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  ServiceException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** Which error. */
  public ErrorCode code() {
    return code;
  }
}
