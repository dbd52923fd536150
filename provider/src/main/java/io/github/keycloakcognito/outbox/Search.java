package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds the identities of removed users. What is noted of them is a hint: only an identity that
 * Cognito says is the user's, in that pool, may be touched.
 */
final class Search {

  private final IdentityDirectory directory;
  private final Duration timeout;
  private final Claim claim;

  Search(IdentityDirectory directory, Duration timeout, Claim claim) {
    this.directory = directory;
    this.timeout = timeout;
    this.claim = claim;
  }

  /**
   * @throws ExchangeException if Cognito does not tell
   */
  Found find(OutboxEntry entry) {
    Removal removal = entry.removal();
    IdentityPool pool = removal.pool();
    String hint = removal.identityId();
    if (hint != null && pool.mayHold(hint)) {
      DeveloperUsers users = usersOf(pool, hint);
      if (users.users().contains(removal.userId())) {
        return found(entry, hint, users);
      }
    }
    claim.hold();
    Optional<String> identity = directory.identityOf(pool, removal.userId(), timeout);
    return identity
        .map(id -> found(entry, id, usersOf(pool, id)))
        .orElseGet(() -> Found.nothing(entry));
  }

  /** Whether the identity is the user's; not if there is no such identity. */
  boolean isStillOf(Found found) {
    return usersOf(found.entry().removal().pool(), found.identityId())
        .users()
        .contains(found.userId());
  }

  private DeveloperUsers usersOf(IdentityPool pool, String identityId) {
    claim.hold();
    return directory.usersOf(pool, identityId, timeout);
  }

  private static Found found(OutboxEntry entry, String identityId, DeveloperUsers users) {
    String user = entry.removal().userId();
    if (!users.users().contains(user) && !users.more()) {
      throw new ExchangeException(
          Failure.of(Failure.Kind.IDENTITY_CONFLICT, "The identity changed while it was read."));
    }
    return new Found(
        entry,
        identityId,
        users.users().stream().filter(other -> !other.equals(user)).toList(),
        users.more());
  }
}
