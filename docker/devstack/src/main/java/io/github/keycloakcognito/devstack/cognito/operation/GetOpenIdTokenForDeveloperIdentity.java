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
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token for a user the developer vouches for; the identity is made at first sight. */
final class GetOpenIdTokenForDeveloperIdentity implements Operation {
  private static final long DEFAULT_SECONDS = 900;

  private final Existing existing;
  private final Identities identities;
  private final CognitoTokens tokens;
  private final Assumptions assumptions;

  GetOpenIdTokenForDeveloperIdentity(
      Existing existing, Identities identities, CognitoTokens tokens, Assumptions assumptions) {
    this.existing = existing;
    this.identities = identities;
    this.tokens = tokens;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    Optional<String> identityId = input.optional("IdentityId");
    Map<String, String> logins = input.map("Logins");
    Map<String, String> tags = input.map("PrincipalTags");
    long seconds = input.number("TokenDuration").orElse(DEFAULT_SECONDS);

    Pool pool = existing.pool(poolId);
    Login login = developerLogin(pool, logins);
    Identity identity =
        Refusals.linked(
            identities.resolve(pool, identityId, List.of(login)), pool, identityId, assumptions);
    String token =
        tokens.issue(pool, identity.id(), amr(pool, login), tags, Duration.ofSeconds(seconds));
    return JsonNodeFactory.instance
        .objectNode()
        .put("IdentityId", identity.id())
        .put("Token", token);
  }

  private Login developerLogin(Pool pool, Map<String, String> logins) {
    String provider =
        pool.developerProviderName().filter(logins::containsKey).orElseThrow(this::unsupported);
    logins.forEach(
        (other, token) -> {
          if (!other.equals(provider)) {
            throw PublicLogins.refuse(pool, other, token);
          }
        });
    String user = logins.get(provider);
    int longest = Integer.parseInt(assumptions.choice(Assumption.DEVELOPER_USER_LENGTH));
    if (user.length() > longest) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "Developer user identifier must have length less than or equal to " + longest);
    }
    return new Login(provider, user);
  }

  private ServiceException unsupported() {
    ErrorCode code = ErrorCode.named(assumptions.choice(Assumption.UNKNOWN_DEVELOPER_PROVIDER));
    return code.because("This identity pool does not support the specified developer provider");
  }

  private static List<String> amr(Pool pool, Login login) {
    return List.of(
        "authenticated",
        login.provider(),
        login.provider() + ":" + pool.id() + ":" + login.subject());
  }
}
