package io.github.keycloakcognito.devstack.quickstart;

/** The demonstration went wrong; the message is for the user and holds no secret. */
final class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
