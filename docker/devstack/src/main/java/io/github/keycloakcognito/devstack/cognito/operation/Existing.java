package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds pools and identities, or answers that there is none. */
record Existing(Pools pools, Identities identities, Assumptions assumptions) {

  Pool pool(String poolId) {
    return pools.find(poolId).orElseThrow(() -> unknownPool(poolId));
  }

  /** The pool as the signer sees it: only in its account, and only in its region. */
  Pool pool(Call call, String poolId) {
    return visible(call, poolId).orElseThrow(() -> unknownPool(poolId));
  }

  private Optional<Pool> visible(Call call, String poolId) {
    return pools
        .find(poolId)
        .filter(pool -> pool.account().equals(call.caller().account()))
        .filter(
            pool ->
                pool.region().equals(call.region())
                    || assumptions.is(Assumption.POOL_OF_ANOTHER_REGION, "served"));
  }

  /** Changes a pool the signer can see; returns it as it is then. */
  Pool change(Call call, String poolId, UnaryOperator<Pool> change) {
    pool(call, poolId);
    return pools.update(poolId, change).orElseThrow(() -> unknownPool(poolId));
  }

  Identity identity(String identityId) {
    return identities.find(identityId).orElseThrow(() -> unknownIdentity(identityId));
  }

  /** The identity, if the signer sees its pool. */
  Optional<Identity> identity(Call call, String identityId) {
    return identities
        .find(identityId)
        .filter(identity -> visible(call, identity.poolId()).isPresent());
  }

  static ServiceException unknownPool(String poolId) {
    return ErrorCode.RESOURCE_NOT_FOUND.because("IdentityPool '" + poolId + "' not found.");
  }

  static ServiceException unknownIdentity(String identityId) {
    return ErrorCode.RESOURCE_NOT_FOUND.because("Identity '" + identityId + "' not found.");
  }
}
