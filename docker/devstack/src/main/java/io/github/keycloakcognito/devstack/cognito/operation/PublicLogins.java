package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Map;
import java.util.Optional;

/**
 * Logins of providers that apps sign in at themselves. No pool of this double has such a provider
 * yet, so every one is refused, for the reason AWS gives.
 */
final class PublicLogins {
  private PublicLogins() {}

  static void refuseAny(Pool pool, Map<String, String> logins) {
    logins.forEach(
        (provider, token) -> {
          throw refuse(pool, provider, token);
        });
  }

  static ServiceException refuse(Pool pool, String provider, String token) {
    Optional<String> issuer = TokenVerifier.claimedIssuer(token);
    if (issuer.isPresent() && issuer.get().equals(CognitoTokens.ISSUER)) {
      boolean mayBeCognito =
          provider.equals(CognitoTokens.PROVIDER)
              || pool.developerProviderName().filter(provider::equals).isPresent();
      return mayBeCognito ? Refusals.cognitoToken() : Refusals.otherIssuer();
    }
    if (pool.developerProviderName().filter(provider::equals).isPresent()) {
      return ErrorCode.INVALID_PARAMETER.because("Please provide a valid public provider");
    }
    return Refusals.unsupportedProvider();
  }
}
