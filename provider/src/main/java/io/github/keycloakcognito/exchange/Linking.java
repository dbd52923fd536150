package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.function.Function;

/**
 * Chooses the identity that a social login is put into. Left to itself, Cognito would merge the
 * identities of all logins it is given, or let the user into the identity that the social login
 * has: with an identity named, it refuses a login that belongs to another one (Cognito API
 * reference, GetOpenIdTokenForDeveloperIdentity).
 */
final class Linking {

  private final IdentityDirectory directory;

  Linking(IdentityDirectory directory) {
    this.directory = directory;
  }

  /**
   * The request with the identity named that its logins are for.
   *
   * @param exchange makes the user's own identity
   * @throws ExchangeException if the identity that the app named is another user's
   */
  ExchangeRequest target(
      ExchangeRequest request, Deadline deadline, Function<ExchangeRequest, OpenIdToken> exchange) {
    IdentityPool pool = request.pool();
    return request.forIdentity(
        directory
            .identityOf(pool, request.caller().userId(), deadline.remaining())
            .orElseGet(() -> newTarget(request, deadline, exchange)));
  }

  private String newTarget(
      ExchangeRequest request, Deadline deadline, Function<ExchangeRequest, OpenIdToken> exchange) {
    if (request.identityId() == null) {
      return exchange.apply(request.withoutLogins()).identityId();
    }
    boolean taken =
        !directory
            .usersOf(request.pool(), request.identityId(), deadline.remaining())
            .users()
            .isEmpty();
    if (taken) {
      throw new ExchangeException(
          Failure.of(Kind.IDENTITY_CONFLICT, "The identity belongs to someone else."));
    }
    return request.identityId();
  }
}
