package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;

/** Finds pools and identities, or answers that there is none. */
record Existing(Pools pools, Identities identities) {

  Pool pool(String poolId) {
    return pools.find(poolId).orElseThrow(() -> unknownPool(poolId));
  }

  Identity identity(String identityId) {
    return identities.find(identityId).orElseThrow(() -> unknownIdentity(identityId));
  }

  static ServiceException unknownPool(String poolId) {
    return ErrorCode.RESOURCE_NOT_FOUND.because("IdentityPool '" + poolId + "' not found.");
  }

  static ServiceException unknownIdentity(String identityId) {
    return ErrorCode.RESOURCE_NOT_FOUND.because("Identity '" + identityId + "' not found.");
  }
}
