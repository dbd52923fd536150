package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** The Lambda functions of a pool, by event. */
final class GetCognitoEvents implements Operation {
  private final Access access;
  private final SyncPools pools;

  GetCognitoEvents(Access access, SyncPools pools) {
    this.access = access;
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    ObjectNode answer = Answers.empty();
    ObjectNode events = answer.putObject("Events");
    pools.get(pool.id()).events().forEach(events::put);
    return answer;
  }
}
