package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.UUID;

/** A new pool in the region of the signature, for the signer's account. */
final class CreateIdentityPool implements Operation {
  private final Pools pools;

  CreateIdentityPool(Pools pools) {
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Call call) {
    String id = call.region() + ":" + UUID.randomUUID();
    Pool pool = PoolSettings.read(call.input(), id, call.caller().account());
    if (!pools.add(pool)) {
      throw ErrorCode.LIMIT_EXCEEDED.because(
          "An account can have " + Pools.MAX_POOLS + " identity pools at most.");
    }
    return PoolSettings.write(pool);
  }
}
