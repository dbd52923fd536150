package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the identity that a social login is put into. Left to itself, Cognito may merge the
 * identities of all logins it is given, somebody else's too (Cognito developer guide, "Developer
 * authenticated identities"), so whose the login is has to be known before.
 */
final class Linking {

  private final IdentityDirectory directory;

  Linking(IdentityDirectory directory) {
    this.directory = directory;
  }

  /**
   * The request with the identity named that its logins are for: the caller's own, else the one the
   * app named, else the one the login has had so far.
   *
   * @throws ExchangeException if the login or the identity that the app named is another user's
   */
  ExchangeRequest target(ExchangeRequest request, Deadline deadline) {
    IdentityPool pool = request.pool();
    Optional<String> own =
        directory.identityOf(pool, request.caller().userId(), deadline.remaining());
    String current = request.identityId();
    for (Map.Entry<String, String> linked : request.logins().entrySet()) {
      Login login = new Login(linked.getKey(), linked.getValue());
      String held = directory.identityOfLogin(pool, login, deadline.remaining());
      if (own.filter(held::equals).isEmpty()) {
        requireNobodys(pool, held, "The login belongs to another identity.", deadline);
      }
      current = current == null ? held : current;
    }
    if (own.isEmpty() && request.identityId() != null) {
      requireNobodys(pool, current, "The identity belongs to someone else.", deadline);
    }
    return request.forIdentity(own.orElse(current));
  }

  private void requireNobodys(
      IdentityPool pool, String identityId, String refusal, Deadline deadline) {
    if (!directory.usersOf(pool, identityId, deadline.remaining()).users().isEmpty()) {
      throw new ExchangeException(Failure.of(Kind.IDENTITY_CONFLICT, refusal));
    }
  }
}
