package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.UnknownPoolException;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.Map;

/** Makes identities for guests. */
final class GetId implements Operation {
  private final Existing existing;
  private final Identities identities;

  GetId(Existing existing, Identities identities) {
    this.existing = existing;
    this.identities = identities;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    Map<String, String> logins = input.map("Logins");
    Pool pool = existing.pool(poolId);
    PublicLogins.refuseAny(pool, logins);
    if (!pool.allowUnauthenticated()) {
      throw Refusals.noGuests();
    }
    try {
      return JsonNodeFactory.instance
          .objectNode()
          .put("IdentityId", identities.createGuest(pool).id());
    } catch (UnknownPoolException e) {
      throw Existing.unknownPool(poolId);
    }
  }
}
