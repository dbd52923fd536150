package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AssumeOutcome;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The enhanced flow: the role that the pool has for somebody's logins, or for a guest. */
final class GetCredentialsForIdentity implements Operation {
  private static final String SESSION_NAME = "CognitoIdentityCredentials";
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Existing existing;
  private final Linking linking;
  private final PublicLogins publicLogins;
  private final CognitoLogins cognitoLogins;
  private final IdentityTokens issued;
  private final RoleChoice choice;
  private final RoleAssumer roles;

  GetCredentialsForIdentity(
      Existing existing,
      Linking linking,
      PublicLogins publicLogins,
      CognitoLogins cognitoLogins,
      IdentityTokens issued,
      RoleChoice choice,
      RoleAssumer roles) {
    this.existing = existing;
    this.linking = linking;
    this.publicLogins = publicLogins;
    this.cognitoLogins = cognitoLogins;
    this.issued = issued;
    this.choice = choice;
    this.roles = roles;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String identityId = input.text("IdentityId");
    Map<String, String> logins = input.map("Logins");
    Optional<String> customRole = input.optional("CustomRoleArn");
    Identity identity = existing.identity(identityId);
    Pool pool = existing.pool(identity.poolId());
    if (logins.isEmpty()) {
      Guests.check(pool, identity);
      String token = issued.guest(pool, identity, LIFETIME);
      return assume(pool, cognitoLogins.own(token), choice.guest(pool, customRole));
    }
    Optional<String> cognitoToken = CognitoLogins.token(logins);
    if (cognitoToken.isPresent()) {
      return developer(pool, identity, cognitoToken.get(), others(logins), customRole);
    }
    List<VerifiedLogin> verified = publicLogins.verify(pool, logins);
    Identity user = linking.user(pool, Optional.of(identityId), verified);
    String role = choice.user(pool, verified, customRole);
    return assume(pool, cognitoLogins.own(issued.user(pool, user, verified, LIFETIME)), role);
  }

  private ObjectNode developer(
      Pool pool,
      Identity identity,
      String cognitoToken,
      Map<String, String> others,
      Optional<String> customRole) {
    WebIdentity proof = cognitoLogins.verify(pool, identity, cognitoToken);
    List<VerifiedLogin> verified = publicLogins.verify(pool, others);
    if (!verified.stream().map(VerifiedLogin::login).allMatch(identity.logins()::contains)) {
      throw Refusals.loginsDoNotMatch();
    }
    return assume(pool, proof, choice.developer(pool, proof, verified, customRole));
  }

  private static Map<String, String> others(Map<String, String> logins) {
    Map<String, String> others = new LinkedHashMap<>(logins);
    others.remove(CognitoTokens.PROVIDER);
    return others;
  }

  /** In the enhanced flow roles of other accounts cannot be taken. */
  private ObjectNode assume(Pool pool, WebIdentity proof, String role) {
    boolean ownRole =
        roles.find(role).filter(found -> found.account().equals(pool.account())).isPresent();
    if (ownRole
        && roles.assume(role, proof, SESSION_NAME, LIFETIME)
            instanceof AssumeOutcome.Granted granted) {
      return answer(proof.subject(), granted.credentials());
    }
    throw Refusals.noRole();
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
