package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.LoginVerifier;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenException.Reason;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token for a user the developer vouches for; the identity is made at first sight. Logins of
 * public providers that come along have to hold, and become linked too.
 */
final class GetOpenIdTokenForDeveloperIdentity implements Operation {
  private static final long DEFAULT_SECONDS = 900;

  private final Existing existing;
  private final Linking linking;
  private final PublicLogins publicLogins;
  private final IdentityTokens issued;
  private final Assumptions assumptions;

  GetOpenIdTokenForDeveloperIdentity(
      Existing existing,
      Linking linking,
      PublicLogins publicLogins,
      IdentityTokens issued,
      Assumptions assumptions) {
    this.existing = existing;
    this.linking = linking;
    this.publicLogins = publicLogins;
    this.issued = issued;
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

    Pool pool = existing.pool(call, poolId);
    String provider =
        pool.developerProviderName()
            .filter(logins::containsKey)
            .orElseThrow(() -> Refusals.unsupportedDeveloperProvider(assumptions));
    List<VerifiedLogin> verified = new ArrayList<>();
    verified.add(
        VerifiedLogin.developer(developerLogin(provider, logins.remove(provider)), poolId));
    logins.forEach((other, token) -> verified.add(publicLogin(pool, other, token)));
    Identity identity = linking.user(pool, identityId, verified);
    String token = issued.user(pool, identity, verified, tags, Duration.ofSeconds(seconds));
    return JsonNodeFactory.instance
        .objectNode()
        .put("IdentityId", identity.id())
        .put("Token", token);
  }

  private Login developerLogin(String provider, String user) {
    int longest = Integer.parseInt(assumptions.choice(Assumption.DEVELOPER_USER_LENGTH));
    if (user.length() > longest) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "Developer user identifier must have length less than or equal to " + longest);
    }
    return new Login(provider, user);
  }

  private VerifiedLogin publicLogin(Pool pool, String provider, String token) {
    try {
      return publicLogins.verifyOne(pool, provider, token);
    } catch (TokenException e) {
      throw refusal(e, provider);
    }
  }

  private ServiceException refusal(TokenException e, String provider) {
    if (e.reason() == Reason.NOT_CONFIGURED && !LoginVerifier.knownPublicProvider(provider)) {
      return ErrorCode.named(assumptions.choice(Assumption.SECOND_DEVELOPER_PROVIDER))
          .because("You can only specify one developer provider as part of the Logins map.");
    }
    if (e.reason() == Reason.UNREACHABLE
        && assumptions.is(Assumption.UNREACHABLE_FOR_DEVELOPER, "NotAuthorizedException")) {
      return Refusals.unverified();
    }
    return Refusals.of(e);
  }
}
