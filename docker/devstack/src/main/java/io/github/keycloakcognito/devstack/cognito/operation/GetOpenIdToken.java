package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A token for the classic flow; for guests only, as no other provider's logins are taken yet. */
final class GetOpenIdToken implements Operation {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Pools pools;
  private final CognitoTokens tokens;

  GetOpenIdToken(Pools pools, CognitoTokens tokens) {
    this.pools = pools;
    this.tokens = tokens;
  }

  @Override
  public boolean signed() {
    return false;
  }

  @Override
  public ObjectNode run(Input input) {
    String identityId = input.required("IdentityId", Shapes.ID);
    Map<String, String> logins = input.logins();
    input.check();
    Identity identity = pools.identity(identityId);
    Pool pool = pools.pool(identity.poolId());
    if (!pool.allowClassicFlow().orElse(true)) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "Basic (classic) flow is not enabled, please use enhanced flow.");
    }
    PublicLogins.refuseAny(pool, logins);
    Guests.check(pool, identity);
    String token = tokens.issue(pool, identityId, List.of(Guests.AMR), Map.of(), LIFETIME);
    return JsonNodeFactory.instance.objectNode().put("IdentityId", identityId).put("Token", token);
  }
}
