package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.outbox.Outbox;
import io.github.keycloakcognito.outbox.OutboxEntry;
import io.github.keycloakcognito.outbox.Removal;
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
          OutboxStatements statements = statements(session);
          List<OutboxEntity> rows = statements.due(most, without);
          if (rows.isEmpty()) {
            return List.of();
          }
          statements.claim(claim, clock.millis() + holds.toMillis(), rows);
          Map<String, String> noted = new HashMap<>();
          statements.identities(rows).forEach(row -> noted.put(row.userId, row.identityId));
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
        row.attempts);
  }

  @Override
  public boolean prolong(String claim, Duration holds) {
    return ask(statements -> statements.prolong(claim, clock.millis() + holds.toMillis()));
  }

  @Override
  public Set<String> livingUsers(Collection<String> users) {
    return inSession(session -> new LivingUsers(session).of(users));
  }

  @Override
  public Set<String> ownUsers(String identityPoolId, Collection<String> users) {
    return ask(statements -> statements.ownUsers(identityPoolId, users));
  }

  @Override
  public void done(String claim, List<OutboxEntry> entries) {
    change(
        statements -> {
          List<OutboxEntity> claimed = statements.claimed(claim, ids(entries));
          if (!claimed.isEmpty()) {
            statements.forgetIdentities(claimed);
            statements.remove(claim, ids(entries));
          }
        });
  }

  @Override
  public void obsolete(String claim, OutboxEntry entry) {
    change(statements -> statements.remove(claim, List.of(entry.id())));
  }

  @Override
  public void putBack(String claim, List<OutboxEntry> entries, Failure failure, Instant due) {
    if (!entries.isEmpty()) {
      long at = due.toEpochMilli();
      change(
          statements ->
              statements.putBack(claim, ids(entries), OutboxEntity.QUEUED, 0, at, failure));
    }
  }

  @Override
  public void release(String claim, List<OutboxEntry> entries) {
    if (!entries.isEmpty()) {
      change(statements -> statements.release(claim, ids(entries)));
    }
  }

  @Override
  public void retry(String claim, OutboxEntry entry, Failure failure, Instant due) {
    long at = due.toEpochMilli();
    change(
        statements ->
            statements.putBack(claim, List.of(entry.id()), OutboxEntity.QUEUED, 1, at, failure));
  }

  @Override
  public void dead(String claim, OutboxEntry entry, Failure failure) {
    long at = clock.millis();
    change(
        statements ->
            statements.putBack(claim, List.of(entry.id()), OutboxEntity.DEAD, 1, at, failure));
  }

  @Override
  public Depth depth() {
    return ask(OutboxStatements::depth);
  }

  private static List<String> ids(List<OutboxEntry> entries) {
    return entries.stream().map(OutboxEntry::id).toList();
  }

  private <T> T ask(Function<OutboxStatements, T> question) {
    return inSession(session -> question.apply(statements(session)));
  }

  private void change(Consumer<OutboxStatements> change) {
    inSession(
        session -> {
          change.accept(statements(session));
          return null;
        });
  }

  private OutboxStatements statements(KeycloakSession session) {
    return new OutboxStatements(Entities.of(session), clock);
  }

  private <T> T inSession(KeycloakSessionTaskWithResult<T> task) {
    return KeycloakModelUtils.runJobInTransactionWithResult(factory, task);
  }
}
