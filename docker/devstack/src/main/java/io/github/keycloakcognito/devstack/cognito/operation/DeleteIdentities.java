package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import java.util.List;

/** Deletes identities of any pools, each by itself. */
final class DeleteIdentities implements Operation {
  private final Existing existing;
  private final Identities identities;
  private final Assumptions assumptions;

  DeleteIdentities(Existing existing, Identities identities, Assumptions assumptions) {
    this.existing = existing;
    this.identities = identities;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    List<String> ids = call.input().list("IdentityIdsToDelete");

    List<String> unknown = ids.stream().distinct().filter(id -> !delete(call, id)).toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode unprocessed = answer.putArray("UnprocessedIdentityIds");
    if (!assumptions.is(Assumption.DELETE_UNKNOWN_IDENTITY, "ignored")) {
      String code = assumptions.choice(Assumption.DELETE_UNKNOWN_IDENTITY);
      unknown.forEach(id -> unprocessed.addObject().put("IdentityId", id).put("ErrorCode", code));
    }
    return answer;
  }

  private boolean delete(Call call, String identityId) {
    return existing.identity(call, identityId).isPresent() && identities.delete(identityId);
  }
}
