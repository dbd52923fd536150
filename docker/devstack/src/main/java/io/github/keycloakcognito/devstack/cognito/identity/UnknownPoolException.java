package io.github.keycloakcognito.devstack.cognito.identity;

/** A pool that was deleted while it was being used. */
public final class UnknownPoolException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownPoolException(String poolId) {
    super(poolId, null, false, false);
  }
}
