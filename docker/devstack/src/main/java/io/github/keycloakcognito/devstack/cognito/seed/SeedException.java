package io.github.keycloakcognito.devstack.cognito.seed;

/** A seed file that cannot be used; the message names the place in it. */
public final class SeedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SeedException(String message) {
    super(message);
  }
}
