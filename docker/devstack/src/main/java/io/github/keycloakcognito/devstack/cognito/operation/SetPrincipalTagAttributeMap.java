package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.PrincipalTagMap;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;

/** Replaces the mapping from a provider's claims to principal tags. */
final class SetPrincipalTagAttributeMap implements Operation {
  private final Existing existing;

  SetPrincipalTagAttributeMap(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String provider = input.text("IdentityProviderName");
    PrincipalTagMap map =
        new PrincipalTagMap(input.bool("UseDefaults").orElse(false), input.map("PrincipalTags"));
    Pool pool =
        existing.change(
            call, input.text("IdentityPoolId"), found -> found.withPrincipalTagMap(provider, map));
    return GetPrincipalTagAttributeMap.answer(pool, provider, map);
  }
}
