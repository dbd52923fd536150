package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes providers away from an identity that the caller proves to be theirs. */
final class UnlinkIdentity implements Operation {
  private final Existing existing;
  private final Identities identities;
  private final PublicLogins publicLogins;
  private final CognitoLogins cognitoLogins;
  private final Assumptions assumptions;

  UnlinkIdentity(
      Existing existing,
      Identities identities,
      PublicLogins publicLogins,
      CognitoLogins cognitoLogins,
      Assumptions assumptions) {
    this.existing = existing;
    this.identities = identities;
    this.publicLogins = publicLogins;
    this.cognitoLogins = cognitoLogins;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    Map<String, String> logins = input.map("Logins");
    List<String> toRemove = input.list("LoginsToRemove");
    Identity identity = existing.identity(identityId);
    Pool pool = existing.pool(identity.poolId());
    if (!proven(pool, identity, logins)) {
      throw Refusals.loginsDoNotMatch();
    }
    List<Login> removed =
        toRemove.stream()
            .distinct()
            .flatMap(provider -> logins(pool, identity, provider).stream())
            .toList();
    Refusals.linked(
        identities.unlink(pool, identityId, removed), pool, Optional.of(identityId), assumptions);
    return JsonNodeFactory.instance.objectNode();
  }

  private boolean proven(Pool pool, Identity identity, Map<String, String> logins) {
    Optional<String> cognitoToken = cognitoLogins.assumedToken(logins);
    cognitoToken.ifPresent(
        token -> {
          cognitoLogins.verify(pool, identity, token);
          logins.remove(CognitoTokens.PROVIDER);
        });
    List<VerifiedLogin> verified = publicLogins.verify(pool, logins);
    if (identity.inaccessible()) {
      throw Refusals.forbidden(identity.id());
    }
    return cognitoToken.isPresent()
        || verified.stream().map(VerifiedLogin::login).anyMatch(identity.logins()::contains);
  }

  private List<Login> logins(Pool pool, Identity identity, String provider) {
    if (pool.isDeveloperProvider(provider)
        && assumptions.is(Assumption.UNLINK_DEVELOPER_PROVIDER, "refused")) {
      throw Refusals.noPublicProvider();
    }
    List<Login> linked =
        identity.logins().stream().filter(login -> login.provider().equals(provider)).toList();
    if (linked.isEmpty() && !assumptions.is(Assumption.UNLINK_NOT_LINKED, "ignored")) {
      throw ErrorCode.RESOURCE_NOT_FOUND.because(
          "Login '" + provider + "' is not linked to this identity.");
    }
    return linked;
  }
}
