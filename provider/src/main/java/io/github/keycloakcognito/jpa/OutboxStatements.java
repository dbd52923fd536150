package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.outbox.Outbox;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements of {@link JpaOutbox}. Changes are statements with the claim as a condition, and
 * not changes of entities: a row that is gone meanwhile is no error then.
 */
final class OutboxStatements {

  /** Hibernate's value of the hint. */
  private static final int SKIP_LOCKED = -2;

  private static final String DUE =
      " from OutboxEntity e where e.state = 'queued' and e.due <= :now and e.claimedUntil < :now";

  private static final String CLAIMED = " where e.id in :ids and e.claim = :claim";

  private final EntityManager entities;
  private final long now;

  OutboxStatements(EntityManager entities, InstantSource clock) {
    this.entities = entities;
    this.now = clock.millis();
  }

  /** Locks due rows of one pool. Nodes that do so at once get other rows, and do not wait. */
  List<OutboxEntity> due(int most, Set<String> without) {
    String pool =
        entities
            .createQuery(
                "select e.identityPoolId"
                    + DUE
                    + " and e.identityPoolId not in :without order by e.due",
                String.class)
            .setParameter("now", now)
            .setParameter("without", without.isEmpty() ? Set.of("none") : without)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElse(null);
    if (pool == null) {
      return List.of();
    }
    return entities
        .createQuery(
            "select e" + DUE + " and e.identityPoolId = :pool order by e.due, e.id",
            OutboxEntity.class)
        .setParameter("now", now)
        .setParameter("pool", pool)
        .setMaxResults(most)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .getResultList();
  }

  void claim(String claim, long until, List<OutboxEntity> rows) {
    entities
        .createQuery(
            "update OutboxEntity e set e.claim = :claim, e.claimedUntil = :until"
                + " where e.id in :ids")
        .setParameter("claim", claim)
        .setParameter("until", until)
        .setParameter("ids", rows.stream().map(row -> row.id).toList())
        .executeUpdate();
  }

  boolean prolong(String claim, long until) {
    return entities
            .createQuery(
                "update OutboxEntity e set e.claimedUntil = :until"
                    + " where e.claim = :claim and e.claimedUntil >= :now")
            .setParameter("until", until)
            .setParameter("claim", claim)
            .setParameter("now", now)
            .executeUpdate()
        > 0;
  }

  /** The identities that are noted of the rows' users. */
  List<IdentityEntity> identities(List<OutboxEntity> rows) {
    return entities
        .createQuery(
            "select i from IdentityEntity i"
                + " where i.identityPoolId = :pool and i.userId in :users",
            IdentityEntity.class)
        .setParameter("pool", rows.get(0).identityPoolId)
        .setParameter("users", users(rows))
        .getResultList();
  }

  Set<String> ownUsers(String identityPoolId, Collection<String> users) {
    Set<String> own = new HashSet<>();
    for (String table : List.of("IdentityEntity", "OutboxEntity")) {
      own.addAll(
          entities
              .createQuery(
                  "select e.userId from "
                      + table
                      + " e where e.identityPoolId = :pool and e.userId in :users",
                  String.class)
              .setParameter("pool", identityPoolId)
              .setParameter("users", users)
              .getResultList());
    }
    return own;
  }

  List<OutboxEntity> claimed(String claim, List<String> ids) {
    return entities
        .createQuery("select e from OutboxEntity e" + CLAIMED, OutboxEntity.class)
        .setParameter("ids", ids)
        .setParameter("claim", claim)
        .getResultList();
  }

  void forgetIdentities(List<OutboxEntity> rows) {
    entities
        .createQuery(
            "delete from IdentityEntity i where i.identityPoolId = :pool and i.userId in :users")
        .setParameter("pool", rows.get(0).identityPoolId)
        .setParameter("users", users(rows))
        .executeUpdate();
  }

  void remove(String claim, List<String> ids) {
    entities
        .createQuery("delete from OutboxEntity e" + CLAIMED)
        .setParameter("ids", ids)
        .setParameter("claim", claim)
        .executeUpdate();
  }

  void release(String claim, List<String> ids) {
    entities
        .createQuery("update OutboxEntity e set e.claim = null, e.claimedUntil = 0" + CLAIMED)
        .setParameter("ids", ids)
        .setParameter("claim", claim)
        .executeUpdate();
  }

  /**
   * @param attempts how many more there were
   */
  void putBack(
      String claim, List<String> ids, String state, int attempts, long due, Failure failure) {
    Refusal refusal = Refusal.of(failure);
    entities
        .createQuery(
            "update OutboxEntity e set e.state = :state, e.attempts = e.attempts + :attempts,"
                + " e.due = :due, e.refusal.cause = :cause, e.refusal.remedy = :remedy,"
                + " e.refusal.awsRequestId = :request, e.claim = null, e.claimedUntil = 0"
                + CLAIMED)
        .setParameter("state", state)
        .setParameter("attempts", attempts)
        .setParameter("due", due)
        .setParameter("cause", refusal.cause)
        .setParameter("remedy", refusal.remedy)
        .setParameter("request", refusal.awsRequestId)
        .setParameter("ids", ids)
        .setParameter("claim", claim)
        .executeUpdate();
  }

  Outbox.Depth depth() {
    return OutboxDepth.of(OutboxDepth.query(entities, ""));
  }

  private static List<String> users(List<OutboxEntity> rows) {
    return rows.stream().map(row -> row.userId).toList();
  }
}
