package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** Deletes a pool and all its identities. */
final class DeleteIdentityPool implements Operation {
  private final Existing existing;
  private final Identities identities;

  DeleteIdentityPool(Existing existing, Identities identities) {
    this.existing = existing;
    this.identities = identities;
  }

  @Override
  public ObjectNode run(Call call) {
    String poolId = call.input().text("IdentityPoolId");
    existing.pool(call, poolId);
    if (!identities.deletePool(poolId)) {
      throw Existing.unknownPool(poolId);
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
