package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.UnknownPoolException;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds or makes the identity of whoever calls, or answers why there is none. */
record Linking(Identities identities, Assumptions assumptions) {

  Identity guest(Pool pool) {
    return inExistingPool(pool, () -> identities.createGuest(pool));
  }

  /**
   * The identity of verified logins.
   *
   * @param identityId the identity the request named, if it did
   */
  Identity user(Pool pool, Optional<String> identityId, List<VerifiedLogin> logins) {
    return inExistingPool(
        pool,
        () ->
            Refusals.linked(
                identities.resolve(
                    pool, identityId, logins.stream().map(VerifiedLogin::login).toList()),
                pool,
                identityId,
                assumptions));
  }

  private static Identity inExistingPool(Pool pool, Supplier<Identity> step) {
    try {
      return step.get();
    } catch (UnknownPoolException e) {
      throw Existing.unknownPool(pool.id());
    }
  }
}
