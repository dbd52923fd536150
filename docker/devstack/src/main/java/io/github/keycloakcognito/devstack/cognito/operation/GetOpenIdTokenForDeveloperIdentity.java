package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.seed.Assumption;
import io.github.keycloakcognito.devstack.cognito.seed.Assumptions;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import io.github.keycloakcognito.devstack.cognito.wire.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A token for a user the developer vouches for; the identity is made at first sight. */
final class GetOpenIdTokenForDeveloperIdentity implements Operation {
  private static final long DEFAULT_SECONDS = 900;
  private static final long MAX_SECONDS = 86_400;

  private final Pools pools;
  private final Identities identities;
  private final CognitoTokens tokens;
  private final Assumptions assumptions;

  GetOpenIdTokenForDeveloperIdentity(
      Pools pools, Identities identities, CognitoTokens tokens, Assumptions assumptions) {
    this.pools = pools;
    this.identities = identities;
    this.tokens = tokens;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Input input) {
    String poolId = input.required("IdentityPoolId", Shapes.ID);
    Optional<String> identityId = input.optional("IdentityId", Shapes.ID);
    Map<String, String> logins =
        input.requiredMap("Logins", 10, Shapes.PROVIDER_NAME, Shapes.PROVIDER_TOKEN);
    Map<String, String> tags = input.map("PrincipalTags", 50, Shapes.TAG_NAME, Shapes.TAG_VALUE);
    long seconds = input.number("TokenDuration", 1, MAX_SECONDS).orElse(DEFAULT_SECONDS);
    input.check();

    Pool pool = pools.pool(poolId);
    Login login = developerLogin(pool, logins);
    Identity identity =
        identityId
            .map(id -> linked(pool, id, login))
            .orElseGet(() -> identities.ownerOrCreate(pool, login));
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
    String type = assumptions.choice(Assumption.UNKNOWN_DEVELOPER_PROVIDER);
    ErrorCode code =
        Stream.of(ErrorCode.values())
            .filter(candidate -> candidate.json().name().equals(type))
            .findFirst()
            .orElseThrow();
    return code.because("This identity pool does not support the specified developer provider");
  }

  private Identity linked(Pool pool, String identityId, Login login) {
    LinkOutcome outcome = identities.link(pool, identityId, login);
    if (outcome instanceof LinkOutcome.Linked linked) {
      return linked.identity();
    }
    if (outcome instanceof LinkOutcome.Unknown) {
      throw Pools.unknownIdentity(identityId);
    }
    if (outcome instanceof LinkOutcome.OwnedByAnother) {
      throw ErrorCode.DEVELOPER_USER_ALREADY_REGISTERED.because(
          "This developer user identifier is already registered with Cognito.");
    }
    throw Refusals.loginsDoNotMatch();
  }

  private static List<String> amr(Pool pool, Login login) {
    return List.of(
        "authenticated",
        login.provider(),
        login.provider() + ":" + pool.id() + ":" + login.subject());
  }
}
