package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** Where push notifications and streams of a pool would go. */
final class GetIdentityPoolConfiguration implements Operation {
  private final Access access;
  private final SyncPools pools;

  GetIdentityPoolConfiguration(Access access, SyncPools pools) {
    this.access = access;
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    return Answers.configuration(pool.id(), pools.get(pool.id()));
  }
}
