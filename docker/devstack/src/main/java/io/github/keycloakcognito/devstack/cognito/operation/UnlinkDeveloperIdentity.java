package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Refused;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** Takes a developer user away from an identity; the user is a new one next time. */
final class UnlinkDeveloperIdentity implements Operation {
  private final Existing existing;
  private final Identities identities;
  private final Assumptions assumptions;

  UnlinkDeveloperIdentity(Existing existing, Identities identities, Assumptions assumptions) {
    this.existing = existing;
    this.identities = identities;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    String poolId = input.text("IdentityPoolId");
    String provider = input.text("DeveloperProviderName");
    String user = input.text("DeveloperUserIdentifier");

    Pool pool = existing.pool(call, poolId);
    if (!pool.isDeveloperProvider(provider)) {
      throw Refusals.unsupportedDeveloperProvider(assumptions);
    }
    LinkOutcome outcome = identities.unlink(pool, identityId, List.of(new Login(provider, user)));
    if (outcome == Refused.LOGIN_ELSEWHERE) {
      throw ErrorCode.named(assumptions.choice(Assumption.UNLINK_OTHERS_LOGIN))
          .because("The developer user identifier is linked to another identity.");
    }
    Refusals.linked(outcome, pool, Optional.of(identityId), assumptions);
    return JsonNodeFactory.instance.objectNode();
  }
}
