package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.Map;
import java.util.Optional;

/** The identity of someone's logins, or a new one for a guest. */
final class GetId implements Operation {
  private final Existing existing;
  private final Linking linking;
  private final PublicLogins publicLogins;

  GetId(Existing existing, Linking linking, PublicLogins publicLogins) {
    this.existing = existing;
    this.linking = linking;
    this.publicLogins = publicLogins;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    Map<String, String> logins = input.map("Logins");
    Pool pool = existing.pool(poolId);
    return JsonNodeFactory.instance.objectNode().put("IdentityId", identity(pool, logins).id());
  }

  private Identity identity(Pool pool, Map<String, String> logins) {
    if (!logins.isEmpty()) {
      return linking.user(pool, Optional.empty(), publicLogins.verify(pool, logins));
    }
    if (!pool.allowUnauthenticated()) {
      throw Refusals.noGuests();
    }
    return linking.guest(pool);
  }
}
