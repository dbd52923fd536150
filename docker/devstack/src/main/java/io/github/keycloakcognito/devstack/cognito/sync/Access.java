package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.Optional;

/**
 * Whose data a call may touch: a Cognito identity its own, a developer everybody's. At AWS the
 * policy of the role says so too, by the variable {@code cognito-identity.amazonaws.com:sub}.
 */
record Access(Pools pools, Identities identities, Assumptions assumptions) {

  /** Refuses credentials of Cognito identities. */
  void requireDeveloper(Caller caller) {
    if (caller.identityId().isPresent()) {
      throw ErrorCode.NOT_AUTHORIZED.because(
          "This operation can only be called with developer credentials.");
    }
  }

  /** The pool a developer asks for. */
  Pool pool(Call call) {
    requireDeveloper(call.caller());
    return pool(call, ErrorCode.RESOURCE_NOT_FOUND);
  }

  /** The identity whose data a call asks for. */
  Identity identity(Call call) {
    return identity(call, ErrorCode.RESOURCE_NOT_FOUND);
  }

  /** The same for operations whose model declares no ResourceNotFoundException. */
  Identity listed(Call call) {
    return identity(call, ErrorCode.named(assumptions.choice(Assumption.SYNC_UNKNOWN_IDENTITY)));
  }

  /** The identity on whose device a call is made. */
  Identity onDevice(Call call) {
    if (call.caller().identityId().isEmpty()) {
      throw ErrorCode.NOT_AUTHORIZED.because(
          "This operation can only be called with Cognito Identity credentials.");
    }
    return identity(call);
  }

  private Identity identity(Call call, ErrorCode unknown) {
    String identityId = call.input().text("IdentityId");
    Optional<String> own = call.caller().identityId();
    if (own.isPresent() && !own.get().equals(identityId)) {
      throw ErrorCode.named(assumptions.choice(Assumption.SYNC_FOREIGN_IDENTITY))
          .because("User: " + call.caller().arn() + " is not authorized to access: " + identityId);
    }
    Pool pool = pool(call, unknown);
    Identity identity =
        identities
            .find(identityId)
            .filter(found -> found.poolId().equals(pool.id()))
            .orElseThrow(() -> unknown.because("Identity '" + identityId + "' not found."));
    if (!identity.enabled()) {
      throw ErrorCode.NOT_AUTHORIZED.because(
          "Access to Identity '" + identityId + "' is forbidden.");
    }
    return identity;
  }

  private Pool pool(Call call, ErrorCode unknown) {
    String poolId = call.input().text("IdentityPoolId");
    return pools
        .find(poolId)
        .orElseThrow(() -> unknown.because("IdentityPool '" + poolId + "' not found."));
  }
}
