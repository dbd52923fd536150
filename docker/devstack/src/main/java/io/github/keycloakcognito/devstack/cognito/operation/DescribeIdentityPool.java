package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.Shapes;

/** A pool's settings; what is not set is absent. */
final class DescribeIdentityPool implements Operation {
  private final Pools pools;

  DescribeIdentityPool(Pools pools) {
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Input input) {
    String poolId = input.required("IdentityPoolId", Shapes.ID);
    input.check();
    Pool pool = pools.pool(poolId);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityPoolId", pool.id());
    answer.put("IdentityPoolName", pool.name());
    answer.put("AllowUnauthenticatedIdentities", pool.allowUnauthenticated());
    pool.allowClassicFlow().ifPresent(allowed -> answer.put("AllowClassicFlow", allowed));
    pool.developerProviderName().ifPresent(name -> answer.put("DeveloperProviderName", name));
    ObjectNode tags = answer.putObject("IdentityPoolTags");
    pool.tags().forEach(tags::put);
    return answer;
  }
}
