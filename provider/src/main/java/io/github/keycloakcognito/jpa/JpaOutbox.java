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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTaskWithResult;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@link Outbox} in Keycloak's database. */
public final class JpaOutbox implements Outbox {

  private final KeycloakSessionFactory factory;
  private final InstantSource clock;

  public JpaOutbox(KeycloakSessionFactory factory, InstantSource clock) {
    this.factory = factory;
    this.clock = clock;
  }

  @Override
  public List<OutboxEntry> claim(String claim, int most, Duration holds, Set<String> without) {
    return inSession(
        session -> {
          OutboxRows table = rows(session);
          List<OutboxEntity> rows = table.due(most, without);
          if (rows.isEmpty()) {
            return List.of();
          }
          table.claim(claim, clock.millis() + holds.toMillis(), rows);
          Map<String, String> noted = new HashMap<>();
          table.identities(rows).forEach(row -> noted.put(row.userId, row.identityId));
          return rows.stream().map(row -> entry(session, row, noted.get(row.userId))).toList();
        });
  }

  /**
   * @param noted the user's identity in the registry; may be null
   */
  private static OutboxEntry entry(KeycloakSession session, OutboxEntity row, String noted) {
    // Pools are bound to the name that a realm has now.
    RealmModel realm = session.realms().getRealm(row.realmId);
    return new OutboxEntry(
        row.id,
        new Removal(
            row.realmId,
            realm == null ? row.realmName : realm.getName(),
            row.poolAlias,
            row.identityPoolId,
            row.developerProvider,
            row.userId,
            noted == null ? row.identityId : noted,
            UserRemoval.of(row.userRemoval).orElseThrow()),
        row.attempts,
        row.created);
  }

  @Override
  public boolean prolong(String claim, Duration holds) {
    return ask(rows -> rows.prolong(claim, clock.millis() + holds.toMillis()));
  }

  @Override
  public Set<String> livingUsers(Collection<String> users) {
    return inSession(session -> new LivingUsers(session).of(users));
  }

  @Override
  public Set<String> ownUsers(String identityPoolId, Collection<String> users) {
    return ask(rows -> rows.ownUsers(identityPoolId, users));
  }

  @Override
  public void done(String claim, List<OutboxEntry> entries) {
    change(
        rows -> {
          List<OutboxEntity> claimed = rows.claimed(claim, ids(entries));
          if (!claimed.isEmpty()) {
            rows.forgetIdentities(claimed);
            rows.remove(claim, ids(entries));
          }
        });
  }

  @Override
  public void obsolete(String claim, OutboxEntry entry) {
    change(rows -> rows.remove(claim, List.of(entry.id())));
  }

  @Override
  public void putBack(String claim, List<OutboxEntry> entries, Failure failure, Instant due) {
    if (!entries.isEmpty()) {
      long at = due.toEpochMilli();
      change(rows -> rows.putBack(claim, ids(entries), OutboxTable.QUEUED, 0, at, failure));
    }
  }

  @Override
  public void release(String claim, List<OutboxEntry> entries) {
    if (!entries.isEmpty()) {
      change(rows -> rows.release(claim, ids(entries)));
    }
  }

  @Override
  public void retry(String claim, OutboxEntry entry, Failure failure, Instant due) {
    long at = due.toEpochMilli();
    change(rows -> rows.putBack(claim, List.of(entry.id()), OutboxTable.QUEUED, 1, at, failure));
  }

  @Override
  public void dead(String claim, OutboxEntry entry, Failure failure) {
    long at = clock.millis();
    change(rows -> rows.putBack(claim, List.of(entry.id()), OutboxTable.DEAD, 1, at, failure));
  }

  @Override
  public Depth depth() {
    return inSession(
        session -> {
          long queued = 0;
          long dead = 0;
          Long oldest = null;
          for (Object[] state :
              entities(session)
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

  private static List<String> ids(List<OutboxEntry> entries) {
    return entries.stream().map(OutboxEntry::id).toList();
  }

  private <T> T ask(Function<OutboxRows, T> question) {
    return inSession(session -> question.apply(rows(session)));
  }

  private void change(Consumer<OutboxRows> change) {
    inSession(
        session -> {
          change.accept(rows(session));
          return null;
        });
  }

  private OutboxRows rows(KeycloakSession session) {
    return new OutboxRows(entities(session), clock);
  }

  private static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  private <T> T inSession(KeycloakSessionTaskWithResult<T> task) {
    return KeycloakModelUtils.runJobInTransactionWithResult(factory, task);
  }
}
