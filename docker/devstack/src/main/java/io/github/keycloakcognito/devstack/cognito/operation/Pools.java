package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds pools and identities, or answers that there is none. */
final class Pools {
  private final Map<String, Pool> byId;
  private final Identities identities;

  /** Knows the seeded pools. */
  Pools(Collection<Pool> pools, Identities identities) {
    this.byId = pools.stream().collect(Collectors.toMap(Pool::id, Function.identity()));
    this.identities = identities;
  }

  Pool pool(String poolId) {
    Pool pool = byId.get(poolId);
    if (pool == null) {
      throw ErrorCode.RESOURCE_NOT_FOUND.because("IdentityPool '" + poolId + "' not found.");
    }
    return pool;
  }

  Identity identity(String identityId) {
    return identities.find(identityId).orElseThrow(() -> unknownIdentity(identityId));
  }

  static ServiceException unknownIdentity(String identityId) {
    return ErrorCode.RESOURCE_NOT_FOUND.because("Identity '" + identityId + "' not found.");
  }
}
