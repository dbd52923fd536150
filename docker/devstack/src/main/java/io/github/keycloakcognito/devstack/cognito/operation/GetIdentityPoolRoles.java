package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** The roles and role mappings of a pool. */
final class GetIdentityPoolRoles implements Operation {
  private final Existing existing;

  GetIdentityPoolRoles(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = existing.pool(call, call.input().text("IdentityPoolId"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityPoolId", pool.id());
    ObjectNode roles = answer.putObject("Roles");
    pool.roles().forEach(roles::put);
    if (!pool.roleMappings().isEmpty()) {
      RoleMappings.write(pool.roleMappings(), answer.putObject("RoleMappings"));
    }
    return answer;
  }
}
