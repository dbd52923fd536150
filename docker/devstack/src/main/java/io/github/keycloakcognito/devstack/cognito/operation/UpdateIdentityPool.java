package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.Optional;

/**
 * Replaces the settings of a pool: what the request leaves out is unset. Only the developer
 * provider name outlives that, as identities are linked to it.
 */
final class UpdateIdentityPool implements Operation {
  private final Existing existing;
  private final Assumptions assumptions;

  UpdateIdentityPool(Existing existing, Assumptions assumptions) {
    this.existing = existing;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    return PoolSettings.write(existing.change(call, poolId, pool -> updated(pool, input)));
  }

  private Pool updated(Pool pool, Input input) {
    Optional<String> old = pool.developerProviderName();
    Optional<String> wanted = input.optional("DeveloperProviderName");
    if (old.isPresent() && wanted.isPresent() && !old.equals(wanted)) {
      throw ErrorCode.named(assumptions.choice(Assumption.DEVELOPER_PROVIDER_CHANGED))
          .because("The developer provider name of an identity pool cannot be changed.");
    }
    Pool settings =
        PoolSettings.read(input, pool.id(), pool.account())
            .withRoles(pool.roles(), pool.roleMappings())
            .withPrincipalTagMaps(pool.principalTagMaps())
            .withDeveloperProvider(wanted.or(() -> old));
    boolean keepTags =
        !input.has("IdentityPoolTags") && assumptions.is(Assumption.TAGS_LEFT_OUT, "kept");
    return keepTags ? settings.withTags(pool.tags()) : settings;
  }
}
