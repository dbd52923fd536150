package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.Map;
import java.util.TreeMap;

/** Stores the Lambda function of an event, or forgets it if its name is empty. */
final class SetCognitoEvents implements Operation {
  /** Developer guide, "Amazon Cognito Events": the only one there is. */
  private static final String SYNC_TRIGGER = "SyncTrigger";

  private final Access access;
  private final SyncPools pools;

  SetCognitoEvents(Access access, SyncPools pools) {
    this.access = access;
    this.pools = pools;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    Map<String, String> given = call.input().map("Events");
    if (!given.keySet().stream().allMatch(SYNC_TRIGGER::equals)) {
      throw ErrorCode.INVALID_PARAMETER.because("The only event is " + SYNC_TRIGGER + ".");
    }
    pools.update(pool.id(), old -> old.withEvents(merged(old.events(), given)));
    return Answers.empty();
  }

  private static Map<String, String> merged(Map<String, String> old, Map<String, String> given) {
    Map<String, String> events = new TreeMap<>(old);
    events.putAll(given);
    events.values().removeIf(String::isEmpty);
    return events;
  }
}
