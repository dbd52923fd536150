package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.LoginVerifier;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Logins of providers that apps sign in at themselves: all of a request have to hold. */
final class PublicLogins {
  private final LoginVerifier verifier;
  private final Assumptions assumptions;

  PublicLogins(LoginVerifier verifier, Assumptions assumptions) {
    this.verifier = verifier;
    this.assumptions = assumptions;
  }

  /** Who the logins are of, in the order of the request. */
  List<VerifiedLogin> verify(Pool pool, Map<String, String> logins) {
    List<VerifiedLogin> verified = new ArrayList<>();
    logins.forEach(
        (provider, token) -> {
          try {
            verified.add(verifyOne(pool, provider, token));
          } catch (TokenException e) {
            throw Refusals.of(e);
          }
        });
    return verified;
  }

  /** As {@link #verify}, with the reason why a login does not hold. */
  VerifiedLogin verifyOne(Pool pool, String provider, String token) throws TokenException {
    boolean cognitoToken =
        TokenVerifier.claimedIssuer(token).filter(CognitoTokens.ISSUER::equals).isPresent();
    if (provider.equals(CognitoTokens.PROVIDER)) {
      throw cognitoToken ? Refusals.cognitoToken() : Refusals.unsupportedProvider();
    }
    if (pool.isDeveloperProvider(provider)) {
      throw cognitoToken && assumptions.is(Assumption.DEVELOPER_PROVIDER_AS_KEY, "byToken")
          ? Refusals.cognitoToken()
          : Refusals.noPublicProvider();
    }
    return verifier.verify(pool, provider, token);
  }
}
