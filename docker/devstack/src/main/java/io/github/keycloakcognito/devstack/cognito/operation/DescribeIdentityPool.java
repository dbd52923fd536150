package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;

/** A pool's settings; what is not set is absent. */
final class DescribeIdentityPool implements Operation {
  private final Existing existing;

  DescribeIdentityPool(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    Pool pool = existing.pool(poolId);
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
