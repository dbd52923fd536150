package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.math.BigDecimal;
import java.time.Instant;

/** An identity with the names of its providers, never with the users there. */
final class DescribeIdentity implements Operation {
  private static final int MILLIS_DIGITS = 3;

  private final Existing existing;

  DescribeIdentity(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    return describe(
        existing
            .identity(call, identityId)
            .orElseThrow(() -> Existing.unknownIdentity(identityId)));
  }

  /** The structure IdentityDescription. */
  static ObjectNode describe(Identity identity) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityId", identity.id());
    if (identity.authenticated()) {
      ArrayNode names = answer.putArray("Logins");
      identity.logins().stream().map(Login::provider).distinct().forEach(names::add);
    }
    answer.put("CreationDate", seconds(identity.created()));
    answer.put("LastModifiedDate", seconds(identity.modified()));
    return answer;
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_DIGITS);
  }
}
