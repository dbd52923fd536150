package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AssumeOutcome;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The enhanced flow: the pool's role for a token, or for a guest. */
final class GetCredentialsForIdentity implements Operation {
  private static final String SESSION_NAME = "CognitoIdentityCredentials";
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Existing existing;
  private final CognitoTokens tokens;
  private final TokenVerifier verifier;
  private final RoleAssumer roles;

  private final Assumptions assumptions;

  GetCredentialsForIdentity(
      Existing existing,
      CognitoTokens tokens,
      TokenVerifier verifier,
      RoleAssumer roles,
      Assumptions assumptions) {
    this.existing = existing;
    this.tokens = tokens;
    this.verifier = verifier;
    this.roles = roles;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    Map<String, String> logins = input.map("Logins");
    Optional<String> customRole = input.optional("CustomRoleArn");
    Identity identity = existing.identity(identityId);
    Pool pool = existing.pool(identity.poolId());
    WebIdentity proof = logins.isEmpty() ? guest(pool, identity) : login(pool, identity, logins);
    String role = role(pool, identity.authenticated(), customRole);
    AssumeOutcome outcome = roles.assume(role, proof, SESSION_NAME, LIFETIME);
    if (outcome instanceof AssumeOutcome.Granted granted) {
      return answer(identityId, granted.credentials());
    }
    throw Refusals.noRole();
  }

  private WebIdentity guest(Pool pool, Identity identity) {
    Guests.check(pool, identity);
    return verify(tokens.issue(pool, identity.id(), List.of(Guests.AMR), Map.of(), LIFETIME));
  }

  private WebIdentity login(Pool pool, Identity identity, Map<String, String> logins) {
    WebIdentity proof = null;
    for (Map.Entry<String, String> login : logins.entrySet()) {
      if (!login.getKey().equals(CognitoTokens.PROVIDER)) {
        throw PublicLogins.refuse(pool, login.getKey(), login.getValue());
      }
      proof = cognitoToken(login.getValue());
    }
    if (proof == null
        || !proof.subject().equals(identity.id())
        || !proof.audience().equals(pool.id())) {
      throw Refusals.loginsDoNotMatch();
    }
    if (identity.inaccessible()) {
      throw Refusals.forbidden(identity.id());
    }
    if (identity.authenticated() && proof.amr().contains(Guests.AMR)) {
      throw Refusals.forbidden(identity.id());
    }
    return proof;
  }

  private WebIdentity cognitoToken(String token) {
    Optional<String> issuer = TokenVerifier.claimedIssuer(token);
    if (issuer.isPresent() && !issuer.get().equals(CognitoTokens.ISSUER)) {
      throw Refusals.otherIssuer();
    }
    return verify(token);
  }

  private WebIdentity verify(String token) {
    try {
      return verifier.verify(token);
    } catch (TokenException e) {
      throw Refusals.of(e);
    }
  }

  private String role(Pool pool, boolean authenticated, Optional<String> customRole) {
    String role = pool.role(authenticated).orElseThrow(Refusals::noRole);
    if (customRole.isPresent()
        && !customRole.get().equals(role)
        && assumptions.is(Assumption.CUSTOM_ROLE_WITHOUT_MAPPING, "refused")) {
      throw Refusals.noRole();
    }
    return role;
  }

  private static ObjectNode answer(String identityId, AccessKey credentials) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityId", identityId);
    answer
        .putObject("Credentials")
        .put("AccessKeyId", credentials.id())
        .put("SecretKey", credentials.secret())
        .put("SessionToken", credentials.sessionToken().orElseThrow())
        .put("Expiration", credentials.expiration().orElseThrow().getEpochSecond());
    return answer;
  }
}
