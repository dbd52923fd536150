package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.KnownIdentity;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;

/**
 * Which identity which user got in which pool, as far as this server made them. Rows survive users
 * and realms, so that what is ours at Cognito is known without asking. Works in the transaction of
 * its session.
 */
public final class IdentityRegistry {

  private final EntityManager entities;
  private final InstantSource clock;

  public IdentityRegistry(KeycloakSession session, InstantSource clock) {
    this.entities = Entities.of(session);
    this.clock = clock;
  }

  /**
   * Notes a user's identity.
   *
   * @param identityId null if the user has none any more
   * @return whether anything changed; other nodes then forget what they hold of the user
   */
  public boolean note(String realmId, String userId, IdentityPool pool, String identityId) {
    IdentityEntity row = find(userId, pool.identityPoolId());
    boolean isNew = row == null;
    if (isNew) {
      row = new IdentityEntity();
      row.userId = userId;
      row.identityPoolId = pool.identityPoolId();
    } else if (Objects.equals(row.identityId, identityId) && row.realmId.equals(realmId)) {
      return false;
    }
    row.realmId = realmId;
    row.identityId = identityId;
    row.changed = clock.millis();
    if (isNew) {
      entities.persist(row);
    }
    return true;
  }

  /** Forgets a user: what the pool holds of the user is nobody's to undo. */
  public void forget(String userId, IdentityPool pool) {
    IdentityEntity row = find(userId, pool.identityPoolId());
    if (row != null) {
      entities.remove(row);
    }
  }

  /** The identity that a user is known to have; null if there is none. */
  public String identityOf(String userId, IdentityPool pool) {
    IdentityEntity row = find(userId, pool.identityPoolId());
    return row == null ? null : row.identityId;
  }

  /** The users who are known to have an identity in a pool, of whatever realm. */
  public List<KnownIdentity> usersOf(IdentityPool pool, String identityId) {
    return entities
        .createQuery(
            "select i from IdentityEntity i"
                + " where i.identityId = :identity and i.identityPoolId = :pool",
            IdentityEntity.class)
        .setParameter("identity", identityId)
        .setParameter("pool", pool.identityPoolId())
        .getResultList()
        .stream()
        .map(IdentityRegistry::known)
        .toList();
  }

  /**
   * Whose identities have changed, on whatever node.
   *
   * @param millis since the epoch, by the clock of the node that noted it
   */
  public List<KnownIdentity> changedSince(long millis) {
    return entities
        .createQuery(
            "select i from IdentityEntity i where i.changed >= :since", IdentityEntity.class)
        .setParameter("since", millis)
        .getResultList()
        .stream()
        .map(IdentityRegistry::known)
        .toList();
  }

  private static KnownIdentity known(IdentityEntity row) {
    return new KnownIdentity(row.realmId, row.userId, row.identityPoolId, row.identityId);
  }

  private IdentityEntity find(String userId, String identityPoolId) {
    return entities.find(IdentityEntity.class, new IdentityEntity.Key(userId, identityPoolId));
  }
}
