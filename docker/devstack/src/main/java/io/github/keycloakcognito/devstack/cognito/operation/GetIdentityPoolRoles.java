package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.Shapes;

/** The roles of a pool. */
final class GetIdentityPoolRoles implements Operation {
  private final Pools pools;

  GetIdentityPoolRoles(Pools pools) {
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Input input) {
    String poolId = input.required("IdentityPoolId", Shapes.ID);
    input.check();
    Pool pool = pools.pool(poolId);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityPoolId", pool.id());
    ObjectNode roles = answer.putObject("Roles");
    pool.roles().forEach(roles::put);
    return answer;
  }
}
