package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.PrincipalTagMap;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.Map;

/** The mapping from a provider's claims to principal tags. */
final class GetPrincipalTagAttributeMap implements Operation {
  private static final PrincipalTagMap EMPTY = new PrincipalTagMap(false, Map.of());

  private final Existing existing;
  private final Assumptions assumptions;

  GetPrincipalTagAttributeMap(Existing existing, Assumptions assumptions) {
    this.existing = existing;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String provider = input.text("IdentityProviderName");
    Pool pool = existing.pool(call, input.text("IdentityPoolId"));
    PrincipalTagMap map = pool.principalTagMaps().get(provider);
    if (map == null && assumptions.is(Assumption.PRINCIPAL_TAGS_NEVER_SET, "notFound")) {
      throw ErrorCode.RESOURCE_NOT_FOUND.because(
          "No principal tag attribute map of '" + provider + "' found.");
    }
    return answer(pool, provider, map == null ? EMPTY : map);
  }

  static ObjectNode answer(Pool pool, String provider, PrincipalTagMap map) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityPoolId", pool.id());
    answer.put("IdentityProviderName", provider);
    answer.put("UseDefaults", map.useDefaults());
    ObjectNode tags = answer.putObject("PrincipalTags");
    map.tags().forEach(tags::put);
    return answer;
  }
}
