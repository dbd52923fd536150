package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.outbox.Outbox;
import io.github.keycloakcognito.outbox.OutboxEntry;
import io.github.keycloakcognito.outbox.Removal;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@link Outbox} in Keycloak's database. */
public final class JpaOutbox implements Outbox {

  /** The width of the column. */
  private static final int LONGEST_CAUSE = 1_000;

  private final KeycloakSessionFactory factory;
  private final InstantSource clock;

  public JpaOutbox(KeycloakSessionFactory factory, InstantSource clock) {
    this.factory = factory;
    this.clock = clock;
  }

  @Override
  public List<OutboxEntry> claim(String claim, int most, Duration holds, Set<String> without) {
    return inTransaction(
        entities -> {
          List<String> ids = due(entities, most, without);
          if (ids.isEmpty()) {
            return List.of();
          }
          long now = clock.millis();
          // Another node may have been quicker with some: the condition is looked at again.
          entities
              .createQuery(
                  "update OutboxEntity e set e.claim = :claim, e.claimedUntil = :until"
                      + " where e.id in :ids and e.state = 'queued' and e.claimedUntil < :now")
              .setParameter("claim", claim)
              .setParameter("until", now + holds.toMillis())
              .setParameter("ids", ids)
              .setParameter("now", now)
              .executeUpdate();
          return entities
              .createQuery(
                  "select e from OutboxEntity e where e.claim = :claim order by e.created",
                  OutboxEntity.class)
              .setParameter("claim", claim)
              .getResultStream()
              .map(JpaOutbox::entry)
              .toList();
        });
  }

  private List<String> due(EntityManager entities, int most, Set<String> without) {
    long now = clock.millis();
    String free =
        " from OutboxEntity e where e.state = 'queued' and e.due <= :now and e.claimedUntil < :now";
    String pool =
        entities
            .createQuery(
                "select e.identityPoolId"
                    + free
                    + " and e.identityPoolId not in :without order by e.due",
                String.class)
            .setParameter("now", now)
            .setParameter("without", without.isEmpty() ? Set.of("") : without)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElse(null);
    if (pool == null) {
      return List.of();
    }
    return entities
        .createQuery(
            "select e.id" + free + " and e.identityPoolId = :pool order by e.due, e.id",
            String.class)
        .setParameter("now", now)
        .setParameter("pool", pool)
        .setMaxResults(most)
        .getResultList();
  }

  @Override
  public boolean prolong(String claim, Duration holds) {
    long now = clock.millis();
    return inTransaction(
            entities ->
                entities
                    .createQuery(
                        "update OutboxEntity e set e.claimedUntil = :until"
                            + " where e.claim = :claim and e.claimedUntil >= :now")
                    .setParameter("until", now + holds.toMillis())
                    .setParameter("claim", claim)
                    .setParameter("now", now)
                    .executeUpdate())
        > 0;
  }

  @Override
  public Set<String> livingUsers(List<String> users) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        factory, session -> new LivingUsers(session).of(users));
  }

  @Override
  public void done(String claim, OutboxEntry entry) {
    inTransaction(
        entities -> {
          OutboxEntity row = claimed(entities, claim, entry);
          if (row != null) {
            entities.remove(row);
            IdentityEntity identity =
                entities.find(
                    IdentityEntity.class, new IdentityEntity.Key(row.userId, row.identityPoolId));
            if (identity != null) {
              entities.remove(identity);
            }
          }
          return null;
        });
  }

  @Override
  public void retry(String claim, OutboxEntry entry, Failure failure, int attempts, Instant due) {
    putBack(claim, entry, failure, attempts, OutboxTable.QUEUED, due);
  }

  @Override
  public void dead(String claim, OutboxEntry entry, Failure failure, int attempts) {
    putBack(claim, entry, failure, attempts, OutboxTable.DEAD, clock.instant());
  }

  private void putBack(
      String claim, OutboxEntry entry, Failure failure, int attempts, String state, Instant due) {
    inTransaction(
        entities -> {
          OutboxEntity row = claimed(entities, claim, entry);
          if (row != null) {
            row.state = state;
            row.attempts = attempts;
            row.due = due.toEpochMilli();
            row.claim = null;
            row.claimedUntil = 0;
            row.cause = cut(failure.cause() == null ? failure.description() : failure.cause());
            row.remedy = cut(failure.remedy());
            row.awsRequestId = failure.awsRequestId();
          }
          return null;
        });
  }

  @Override
  public Depth depth() {
    return inTransaction(
        entities -> {
          long queued = 0;
          long dead = 0;
          Long oldest = null;
          for (Object[] state :
              entities
                  .createQuery(
                      "select e.state, count(e), min(e.created) from OutboxEntity e group by e.state",
                      Object[].class)
                  .getResultList()) {
            if (state[0].equals(OutboxTable.DEAD)) {
              dead = (Long) state[1];
            } else {
              queued = (Long) state[1];
              oldest = (Long) state[2];
            }
          }
          return new Depth(queued, dead, oldest == null ? null : Instant.ofEpochMilli(oldest));
        });
  }

  /** Null where the claim no longer holds, or an admin has dropped the entry. */
  private static OutboxEntity claimed(EntityManager entities, String claim, OutboxEntry entry) {
    OutboxEntity row = entities.find(OutboxEntity.class, entry.id());
    return row != null && claim.equals(row.claim) ? row : null;
  }

  private static OutboxEntry entry(OutboxEntity row) {
    return new OutboxEntry(
        row.id,
        new Removal(
            row.realmId,
            row.realmName,
            row.poolAlias,
            row.identityPoolId,
            row.developerProvider,
            row.userId,
            row.identityId,
            UserRemoval.of(row.userRemoval).orElseThrow()),
        row.attempts,
        row.created);
  }

  private static String cut(String text) {
    return text == null || text.length() <= LONGEST_CAUSE ? text : text.substring(0, LONGEST_CAUSE);
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        factory, session -> work.apply(entities(session)));
  }

  private static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }
}
