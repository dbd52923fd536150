package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** How much the identities of each pool in the region have stored. */
final class ListIdentityPoolUsage implements Operation {
  /** As many as the lists of cognito-identity have. */
  private static final int PAGE = 60;

  private final Access access;
  private final SyncPools pools;
  private final Datasets datasets;

  ListIdentityPoolUsage(Access access, SyncPools pools, Datasets datasets) {
    this.access = access;
    this.pools = pools;
    this.datasets = datasets;
  }

  @Override
  public ObjectNode run(Call call) {
    access.requireDeveloper(call.caller());
    Input input = call.input();
    int limit = PageToken.limit(input, PAGE);
    Optional<String> after = PageToken.of(input).map(PageToken::after);
    List<Pool> found =
        access.pools().list(call.region(), call.caller().account(), after, limit + 1);
    List<Pool> page = found.subList(0, Math.min(limit, found.size()));
    ObjectNode answer = Answers.empty();
    ArrayNode list = answer.putArray("IdentityPoolUsages");
    page.forEach(
        pool ->
            list.add(Answers.usage(pool.id(), pools.get(pool.id()), datasets.ofPool(pool.id()))));
    answer.put("MaxResults", limit);
    answer.put("Count", page.size());
    if (found.size() > limit) {
      answer.put("NextToken", new PageToken(0, page.get(limit - 1).id()).encode());
    }
    return answer;
  }
}
