package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.reconcile.JobKind;
import io.github.keycloakcognito.reconcile.JobState;
import io.github.keycloakcognito.reconcile.Progress;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Puts jobs into their table. They are there once the session's transaction is committed, and only
 * then.
 */
public final class NewJobs {

  private final EntityManager entities;
  private final InstantSource clock;

  public NewJobs(KeycloakSession session, InstantSource clock) {
    this.entities = Entities.of(session);
    this.clock = clock;
  }

  /**
   * Adds a job that walks a pool.
   *
   * @return its id
   * @throws RuntimeException of the database's, if one runs for the pool already; the transaction
   *     cannot go on then
   */
  public String addReconcile(
      RealmModel realm, IdentityPool pool, boolean dryRun, boolean mendUnknown) {
    JobEntity row = row(JobKind.RECONCILE, realm, pool);
    row.dryRun = dryRun;
    row.mendUnknown = mendUnknown;
    row.slot = realm.getId() + " " + pool.alias();
    entities.persist(row);
    entities.flush();
    return row.id;
  }

  /** Adds a job that looks for users who are gone. */
  public void addSweep(RealmModel realm, IdentityPool pool) {
    JobEntity row = row(JobKind.SWEEP, realm, pool);
    row.slot = row.id;
    entities.persist(row);
  }

  private JobEntity row(JobKind kind, RealmModel realm, IdentityPool pool) {
    JobEntity row = new JobEntity();
    row.id = KeycloakModelUtils.generateId();
    row.kind = kind.code();
    row.realmId = realm.getId();
    row.realmName = realm.getName();
    row.poolAlias = pool.alias();
    row.identityPoolId = pool.identityPoolId();
    row.developerProvider = pool.developerProviderName();
    row.userRemoval = pool.userRemoval().code();
    row.state = JobState.RUNNING.code();
    JobRows.put(Progress.start(kind), row);
    row.created = clock.millis();
    row.due = row.created;
    return row;
  }
}
