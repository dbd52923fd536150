package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;

/**
 * A user who is gone from a pool's realm, and what is to become of the identity. The pool and the
 * realm may be gone too.
 *
 * @param realmName may be null where it is not known any more
 * @param poolAlias the same
 * @param identityId the identity that the user is known to have had; null if it is not known
 */
public record Removal(
    String realmId,
    String realmName,
    String poolAlias,
    String identityPoolId,
    String developerProviderName,
    String userId,
    String identityId,
    UserRemoval userRemoval) {

  /** The removal of a user of {@code pool}, as the pool's settings are now. */
  public static Removal of(
      String realmId, String realmName, IdentityPool pool, String userId, String identityId) {
    return new Removal(
        realmId,
        realmName,
        pool.alias(),
        pool.identityPoolId(),
        pool.developerProviderName(),
        userId,
        identityId,
        pool.userRemoval());
  }

  /** Whether the identity is to stay, without the user. */
  boolean isUnlink() {
    return userRemoval == UserRemoval.UNLINK;
  }

  /** The pool, as much of it as AWS has to be told. */
  public IdentityPool pool() {
    return IdentityPool.named(poolAlias, identityPoolId, developerProviderName);
  }
}
