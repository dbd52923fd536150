package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.outbox.Outbox;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The outbox as the admins of one realm may see and change it. Works in the transaction of its
 * session.
 */
public final class AdminOutbox {

  private static final String GONE =
      "not exists (select r.id from RealmEntity r where r.id = e.realmId)";

  private final EntityManager entities;
  private final InstantSource clock;
  private final String realmId;
  private final String scope;

  /**
   * An entry as it stands in the table.
   *
   * @param realm name; may be null, as may be all texts from {@code identityId} on
   */
  public record Row(
      String id,
      String state,
      String realm,
      String pool,
      String identityPoolId,
      String userId,
      String action,
      int attempts,
      Instant created,
      Instant due,
      String identityId,
      String cause,
      String remedy,
      String awsRequestId) {}

  /**
   * Of the entries of {@code realmId}.
   *
   * @param goneToo whether entries of realms that are no more belong to it
   */
  public AdminOutbox(
      KeycloakSession session, InstantSource clock, String realmId, boolean goneToo) {
    this.entities = Entities.of(session);
    this.clock = clock;
    this.realmId = realmId;
    this.scope = " where (e.realmId = :realm" + (goneToo ? " or " + GONE : "") + ")";
  }

  /**
   * Entries, oldest first.
   *
   * @param state null for any
   * @param pool an alias; null for any
   */
  public List<Row> list(String state, String pool, int first, int max) {
    TypedQuery<OutboxEntity> query =
        entities.createQuery(
            "select e from OutboxEntity e"
                + scope
                + (state == null ? "" : " and e.state = :state")
                + (pool == null ? "" : " and e.poolAlias = :pool")
                + " order by e.created, e.id",
            OutboxEntity.class);
    query.setParameter("realm", realmId);
    if (state != null) {
      query.setParameter("state", state);
    }
    if (pool != null) {
      query.setParameter("pool", pool);
    }
    return query
        .setFirstResult(first)
        .setMaxResults(max)
        .getResultStream()
        .map(AdminOutbox::row)
        .toList();
  }

  /** How many entries there are. */
  public Outbox.Depth depth() {
    return OutboxDepth.of(OutboxDepth.query(entities, scope).setParameter("realm", realmId));
  }

  /** An entry; empty if there is none that this realm's admins may see. */
  public Optional<Row> find(String id) {
    return entities
        .createQuery("select e from OutboxEntity e" + scope + " and e.id = :id", OutboxEntity.class)
        .setParameter("realm", realmId)
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(AdminOutbox::row);
  }

  /**
   * Makes an entry that was found due at once. An entry that a worker is at is left alone.
   *
   * @return the entry as it is then
   */
  public Row retry(Row found) {
    long now = clock.millis();
    int changed =
        entities
            .createQuery(
                "update OutboxEntity e"
                    + " set e.attempts = case when e.state = 'dead' then 0 else e.attempts end,"
                    + " e.state = 'queued', e.due = :now"
                    + " where e.id = :id and e.claimedUntil < :now")
            .setParameter("now", now)
            .setParameter("id", found.id())
            .executeUpdate();
    entities.clear();
    return changed == 0 ? found : find(found.id()).orElse(found);
  }

  /**
   * Drops an entry that was found, whether a worker is at it or not. The identity of a user who is
   * gone is forgotten: otherwise the next look for lost users would find it.
   */
  public void drop(Row found) {
    entities
        .createQuery(
            "delete from IdentityEntity i where i.userId = :user and i.identityPoolId = :pool"
                + " and not exists (select u.id from UserEntity u where u.id = i.userId)")
        .setParameter("user", found.userId())
        .setParameter("pool", found.identityPoolId())
        .executeUpdate();
    entities
        .createQuery("delete from OutboxEntity e where e.id = :id")
        .setParameter("id", found.id())
        .executeUpdate();
  }

  private static Row row(OutboxEntity row) {
    Refusal refusal = Refusal.orNone(row.refusal);
    return new Row(
        row.id,
        row.state,
        row.realmName,
        row.poolAlias,
        row.identityPoolId,
        row.userId,
        row.userRemoval,
        row.attempts,
        Instant.ofEpochMilli(row.created),
        Instant.ofEpochMilli(row.due),
        row.identityId,
        refusal.cause,
        refusal.remedy,
        refusal.awsRequestId);
  }
}
