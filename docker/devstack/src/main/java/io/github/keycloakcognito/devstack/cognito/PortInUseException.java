package io.github.keycloakcognito.devstack.cognito;

/** The port is taken; the message says which one and how to choose another. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PortInUseException(int port, Throwable cause) {
    super("port " + port + " is already in use (--port chooses another)", cause);
  }
}
