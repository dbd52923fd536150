package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;

/** Who may act without a login. */
final class Guests {
  static final String AMR = "unauthenticated";

  private Guests() {}

  static void check(Pool pool, Identity identity) {
    if (!identity.guest()) {
      throw Refusals.forbidden(identity.id());
    }
    if (!pool.allowUnauthenticated()) {
      throw Refusals.noGuests();
    }
  }
}
