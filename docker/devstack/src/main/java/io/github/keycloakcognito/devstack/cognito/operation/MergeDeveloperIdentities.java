package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Refused;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.Optional;

/** Makes two developer users one: all logins of the source move to the destination's identity. */
final class MergeDeveloperIdentities implements Operation {
  private final Existing existing;
  private final Identities identities;
  private final Assumptions assumptions;

  MergeDeveloperIdentities(Existing existing, Identities identities, Assumptions assumptions) {
    this.existing = existing;
    this.identities = identities;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String source = input.text("SourceUserIdentifier");
    String destination = input.text("DestinationUserIdentifier");
    String provider = input.text("DeveloperProviderName");
    String poolId = input.text("IdentityPoolId");

    Pool pool = existing.pool(call, poolId);
    if (!pool.isDeveloperProvider(provider)) {
      throw Refusals.unsupportedDeveloperProvider(assumptions);
    }
    LinkOutcome outcome =
        identities.merge(pool, new Login(provider, source), new Login(provider, destination));
    return JsonNodeFactory.instance.objectNode().put("IdentityId", merged(pool, outcome).id());
  }

  private Identity merged(Pool pool, LinkOutcome outcome) {
    if (outcome == Refused.SECOND_USER_OF_PROVIDER) {
      throw ErrorCode.named(assumptions.choice(Assumption.MERGE_OF_SAME_PROVIDER))
          .because("The users are two different users of the same public provider.");
    }
    return Refusals.linked(outcome, pool, Optional.empty(), assumptions);
  }
}
