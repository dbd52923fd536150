package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** How much the identities of a pool have stored. */
final class DescribeIdentityPoolUsage implements Operation {
  private final Access access;
  private final SyncPools pools;
  private final Datasets datasets;

  DescribeIdentityPoolUsage(Access access, SyncPools pools, Datasets datasets) {
    this.access = access;
    this.pools = pools;
    this.datasets = datasets;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    ObjectNode answer = Answers.empty();
    answer.set(
        "IdentityPoolUsage",
        Answers.usage(pool.id(), pools.get(pool.id()), datasets.ofPool(pool.id())));
    return answer;
  }
}
