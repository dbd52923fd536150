package io.github.keycloakcognito.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/**
 * Finds out that users went without a word: Keycloak publishes nothing when it removes the imported
 * users of a storage provider. Works in the transaction of its session.
 */
public final class LostUsers {

  private final EntityManager entities;

  public LostUsers(KeycloakSession session) {
    this.entities = Entities.of(session);
  }

  /**
   * Realms and pools with noted users who are in Keycloak's table no more, in no outbox, and in no
   * sweep that runs. Users who never were in the table are left to the sweep of their storage.
   */
  public List<Place> places() {
    return entities
        .createQuery(
            "select distinct e.realmId, e.identityPoolId from IdentityEntity e"
                + " where e.userId not like 'f:%'"
                + " and not exists (select u.id from UserEntity u where u.id = e.userId)"
                + " and not exists (select o.id from OutboxEntity o"
                + " where o.userId = e.userId and o.identityPoolId = e.identityPoolId)"
                + " and not exists (select j.id from JobEntity j where j.realmId = e.realmId"
                + " and j.identityPoolId = e.identityPoolId"
                + " and j.kind = 'sweep' and j.state = 'running')",
            Object[].class)
        .getResultStream()
        .map(row -> new Place((String) row[0], (String) row[1]))
        .toList();
  }

  /** A pool of a realm. */
  public record Place(String realmId, String identityPoolId) {}
}
