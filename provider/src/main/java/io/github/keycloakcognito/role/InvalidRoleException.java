package io.github.keycloakcognito.role;

/** An attribute of a Keycloak role breaks a rule. The message names attribute and rule. */
final class InvalidRoleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidRoleException(String attribute, String rule) {
    super(attribute + ": " + rule);
  }
}
