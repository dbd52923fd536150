package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The login that is one of Cognito's own tokens. */
final class CognitoLogins {
  private final TokenVerifier verifier;
  private final Assumptions assumptions;

  CognitoLogins(TokenVerifier verifier, Assumptions assumptions) {
    this.verifier = verifier;
    this.assumptions = assumptions;
  }

  /** The Cognito token among logins, where the operation takes one at all times. */
  static Optional<String> token(Map<String, String> logins) {
    return Optional.ofNullable(logins.get(CognitoTokens.PROVIDER));
  }

  /** The Cognito token among logins, where no source says whether the operation takes one. */
  Optional<String> assumedToken(Map<String, String> logins) {
    return assumptions.is(Assumption.COGNITO_TOKEN_IN_LOGINS, "accepted")
        ? token(logins)
        : Optional.empty();
  }

  /** What a token of this identity says. */
  WebIdentity verify(Pool pool, Identity identity, String token) {
    Optional<String> issuer = TokenVerifier.claimedIssuer(token);
    if (issuer.isPresent() && !issuer.get().equals(CognitoTokens.ISSUER)) {
      throw Refusals.otherIssuer();
    }
    Duration grace =
        Duration.ofSeconds(Long.parseLong(assumptions.choice(Assumption.COGNITO_TOKEN_GRACE)));
    WebIdentity proof = verified(token, grace);
    if (!proof.subject().equals(identity.id()) || !proof.audience().equals(pool.id())) {
      throw assumptions.is(Assumption.TOKEN_OF_OTHER_IDENTITY, "forbidden")
          ? Refusals.forbidden(identity.id())
          : Refusals.loginsDoNotMatch();
    }
    if (proof.amr().contains(Guests.AMR)) {
      Guests.check(pool, identity);
    } else if (identity.inaccessible()) {
      throw Refusals.forbidden(identity.id());
    }
    return proof;
  }

  /** What a token says that was issued just now. */
  WebIdentity own(String token) {
    return verified(token, Duration.ZERO);
  }

  private WebIdentity verified(String token, Duration grace) {
    try {
      return verifier.verify(token, grace);
    } catch (TokenException e) {
      throw Refusals.of(e);
    }
  }
}
