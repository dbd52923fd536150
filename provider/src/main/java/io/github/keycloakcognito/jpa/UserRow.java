package io.github.keycloakcognito.jpa;

import jakarta.persistence.LockModeType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.StorageId;

/** A user's row in Keycloak's own table. */
public final class UserRow {

  private UserRow() {}

  /**
   * Waits for a removal that is under way, and keeps others waiting until the session's transaction
   * ends: Keycloak cannot remove a user who gets an attribute at that moment. Users of other
   * storages have no row.
   *
   * @return false if the user is gone
   */
  public static boolean lock(KeycloakSession session, String userId) {
    return !StorageId.isLocalStorage(userId)
        || Entities.of(session)
            .createQuery("select u from UserEntity u where u.id = :id", Object.class)
            .setParameter("id", userId)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultStream()
            .findAny()
            .isPresent();
  }
}
