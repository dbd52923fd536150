package io.github.keycloakcognito.devstack.keycloak;

/**
 * Keycloak could not be unpacked, built, started or reached; the message says what to do or where
 * the log is.
 */
public final class KeycloakException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeycloakException(String message) {
    super(message);
  }

  public KeycloakException(String message, Throwable cause) {
    super(message, cause);
  }
}
