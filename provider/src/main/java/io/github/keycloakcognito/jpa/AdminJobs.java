package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.reconcile.JobReport;
import io.github.keycloakcognito.reconcile.JobState;
import io.github.keycloakcognito.reconcile.Mismatch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** The jobs as admins see and cancel them. Works in the transaction of its session. */
public final class AdminJobs {

  private final EntityManager entities;
  private final InstantSource clock;

  public AdminJobs(KeycloakSession session, InstantSource clock) {
    this.entities = Entities.of(session);
    this.clock = clock;
  }

  /** The reconcile job that runs for a pool. */
  public Optional<JobReport> running(String realmId, String poolAlias) {
    return entities
        .createQuery(
            "select j from JobEntity j where j.realmId = :realm and j.poolAlias = :pool"
                + " and j.kind = 'reconcile' and j.state = 'running'",
            JobEntity.class)
        .setParameter("realm", realmId)
        .setParameter("pool", poolAlias)
        .getResultStream()
        .findFirst()
        .map(JobRows::report);
  }

  /** A job of a realm. */
  public Optional<JobReport> find(String realmId, String id) {
    return Optional.ofNullable(entities.find(JobEntity.class, id))
        .filter(row -> row.realmId.equals(realmId))
        .map(JobRows::report);
  }

  /** A job of a realm that is gone. */
  public Optional<JobReport> findOfRemovedRealm(String id) {
    return ofRemovedRealms().stream().filter(report -> report.job().id().equals(id)).findFirst();
  }

  /** The jobs of a realm, newest first. */
  public List<JobReport> of(String realmId) {
    return entities
        .createQuery(
            "select j from JobEntity j where j.realmId = :realm order by j.created desc, j.id",
            JobEntity.class)
        .setParameter("realm", realmId)
        .getResultStream()
        .map(JobRows::report)
        .toList();
  }

  /** The sweeps of realms that are gone, newest first. */
  public List<JobReport> ofRemovedRealms() {
    return entities
        .createQuery(
            "select j from JobEntity j where j.kind = 'sweep'"
                + " and j.realmId not in (select r.id from RealmEntity r)"
                + " order by j.created desc, j.id",
            JobEntity.class)
        .getResultStream()
        .map(JobRows::report)
        .toList();
  }

  /** What a job has reported. */
  public List<Mismatch> findings(String jobId, int first, int max) {
    return entities
        .createQuery(
            "select f from FindingEntity f where f.jobId = :job order by f.kind, f.id",
            FindingEntity.class)
        .setParameter("job", jobId)
        .setFirstResult(first)
        .setMaxResults(max)
        .getResultStream()
        .map(row -> new Mismatch(Mismatch.Kind.of(row.kind), row.identityId, row.userId))
        .toList();
  }

  /** Ends a job wherever it is; a node at work on it notices before it stores anything. */
  public void cancel(String id) {
    JobEntity row = entities.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row != null && row.state.equals(JobState.RUNNING.code())) {
      JobRows.end(row, JobState.CANCELLED, clock.millis());
      EndedJobs.tidyUp(entities, row, row.ended);
    }
  }

  /** Ends what walks pools for a realm that is removed. */
  public void cancelReconciles(String realmId) {
    entities
        .createQuery(
            "select j.id from JobEntity j where j.realmId = :realm"
                + " and j.kind = 'reconcile' and j.state = 'running'",
            String.class)
        .setParameter("realm", realmId)
        .getResultList()
        .forEach(this::cancel);
  }
}
