package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** The identities of a pool, in the order of their ids, with those that were merged into others. */
final class ListIdentities implements Operation {
  private final Existing existing;
  private final Identities identities;

  ListIdentities(Existing existing, Identities identities) {
    this.existing = existing;
    this.identities = identities;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    int limit = (int) input.number("MaxResults").orElseThrow();
    Optional<String> after = input.optional("NextToken").map(Page::decode);
    boolean hideDisabled = input.bool("HideDisabled").orElse(false);

    Pool pool = existing.pool(call, poolId);
    List<Identity> found = identities.list(pool.id(), after, hideDisabled, limit + 1);
    List<Identity> shown = found.subList(0, Math.min(limit, found.size()));
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("IdentityPoolId", pool.id());
    ArrayNode list = answer.putArray("Identities");
    shown.forEach(identity -> list.add(DescribeIdentity.describe(identity)));
    if (found.size() > limit) {
      answer.put("NextToken", Page.encode(shown.get(limit - 1).id()));
    }
    return answer;
  }
}
