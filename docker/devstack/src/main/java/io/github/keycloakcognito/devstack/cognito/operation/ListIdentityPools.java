package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** The pools of the signer's account in the region of the signature. */
final class ListIdentityPools implements Operation {
  private final Pools pools;

  ListIdentityPools(Pools pools) {
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    int limit = (int) input.number("MaxResults").orElseThrow();
    Optional<String> after = input.optional("NextToken").map(Page::decode);
    List<Pool> found = pools.list(call.region(), call.caller().account(), after, limit + 1);
    List<Pool> shown = found.subList(0, Math.min(limit, found.size()));

    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("IdentityPools");
    for (Pool pool : shown) {
      list.addObject().put("IdentityPoolId", pool.id()).put("IdentityPoolName", pool.name());
    }
    if (found.size() > limit) {
      answer.put("NextToken", Page.encode(shown.get(limit - 1).id()));
    }
    return answer;
  }
}
