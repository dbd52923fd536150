package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.Shapes;
import java.util.Map;

/** Makes identities for guests. */
final class GetId implements Operation {
  private final Pools pools;
  private final Identities identities;

  GetId(Pools pools, Identities identities) {
    this.pools = pools;
    this.identities = identities;
  }

  @Override
  public boolean signed() {
    return false;
  }

  @Override
  public ObjectNode run(Input input) {
    input.optional("AccountId", Shapes.ACCOUNT);
    String poolId = input.required("IdentityPoolId", Shapes.ID);
    Map<String, String> logins = input.logins();
    input.check();
    Pool pool = pools.pool(poolId);
    PublicLogins.refuseAny(pool, logins);
    if (!pool.allowUnauthenticated()) {
      throw Refusals.noGuests();
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("IdentityId", identities.createGuest(pool).id());
  }
}
