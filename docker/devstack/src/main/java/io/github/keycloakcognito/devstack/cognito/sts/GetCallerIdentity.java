package io.github.keycloakcognito.devstack.cognito.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** Who signed the request. */
final class GetCallerIdentity implements Operation {

  @Override
  public boolean needsPermission() {
    return false;
  }

  @Override
  public ObjectNode run(Call call) {
    Caller caller = call.caller();
    return JsonNodeFactory.instance
        .objectNode()
        .put("Arn", caller.arn())
        .put("UserId", caller.userId())
        .put("Account", caller.account());
  }
}
