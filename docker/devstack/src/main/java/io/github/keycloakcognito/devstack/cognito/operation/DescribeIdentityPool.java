package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** A pool's settings; what is not set is absent. */
final class DescribeIdentityPool implements Operation {
  private final Existing existing;

  DescribeIdentityPool(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    return PoolSettings.write(existing.pool(call, call.input().text("IdentityPoolId")));
  }
}
