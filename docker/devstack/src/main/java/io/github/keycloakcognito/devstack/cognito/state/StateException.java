package io.github.keycloakcognito.devstack.cognito.state;

/** A state file that cannot be used; the message names it. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StateException(String message) {
    super(message);
  }

  StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
