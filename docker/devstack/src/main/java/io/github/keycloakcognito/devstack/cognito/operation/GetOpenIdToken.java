package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token for the classic flow, in which the app itself takes a role. */
final class GetOpenIdToken implements Operation {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Existing existing;
  private final Linking linking;
  private final PublicLogins publicLogins;
  private final CognitoLogins cognitoLogins;
  private final IdentityTokens issued;
  private final Assumptions assumptions;

  GetOpenIdToken(
      Existing existing,
      Linking linking,
      PublicLogins publicLogins,
      CognitoLogins cognitoLogins,
      IdentityTokens issued,
      Assumptions assumptions) {
    this.existing = existing;
    this.linking = linking;
    this.publicLogins = publicLogins;
    this.cognitoLogins = cognitoLogins;
    this.issued = issued;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    Map<String, String> logins = input.map("Logins");
    Identity identity = existing.identity(identityId);
    Pool pool = existing.pool(identity.poolId());
    checkClassicFlow(pool);
    if (logins.isEmpty()) {
      Guests.check(pool, identity);
      return answer(identityId, issued.guest(pool, identity, LIFETIME));
    }
    Optional<String> cognitoToken = cognitoLogins.assumedToken(logins);
    if (cognitoToken.isPresent()) {
      return answer(
          identityId,
          issued.again(pool, cognitoLogins.verify(pool, identity, cognitoToken.get()), LIFETIME));
    }
    List<VerifiedLogin> verified = publicLogins.verify(pool, logins);
    Identity user = linking.user(pool, Optional.of(identityId), verified);
    return answer(user.id(), issued.user(pool, user, verified, LIFETIME));
  }

  private void checkClassicFlow(Pool pool) {
    if (!pool.allowClassicFlow().orElse(true)) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "Basic (classic) flow is not enabled, please use enhanced flow.");
    }
    if (!pool.roleMappings().isEmpty()) {
      throw ErrorCode.named(assumptions.choice(Assumption.CLASSIC_FLOW_WITH_ROLE_MAPPINGS))
          .because(
              "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.");
    }
  }

  private static ObjectNode answer(String identityId, String token) {
    return JsonNodeFactory.instance.objectNode().put("IdentityId", identityId).put("Token", token);
  }
}
