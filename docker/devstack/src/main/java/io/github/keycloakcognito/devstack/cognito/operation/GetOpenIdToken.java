package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A token for the classic flow; for guests only, as no other provider's logins are taken yet. */
final class GetOpenIdToken implements Operation {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Existing existing;
  private final CognitoTokens tokens;

  GetOpenIdToken(Existing existing, CognitoTokens tokens) {
    this.existing = existing;
    this.tokens = tokens;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    Map<String, String> logins = input.map("Logins");
    Identity identity = existing.identity(identityId);
    Pool pool = existing.pool(identity.poolId());
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
