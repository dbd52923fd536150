package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobState;
import io.github.keycloakcognito.reconcile.Jobs;
import io.github.keycloakcognito.reconcile.Mismatch;
import io.github.keycloakcognito.reconcile.Phase;
import io.github.keycloakcognito.reconcile.Progress;
import io.github.keycloakcognito.reconcile.Registered;
import io.github.keycloakcognito.reconcile.Step;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@link Jobs} in Keycloak's database. */
public final class JpaJobs implements Jobs {

  private final KeycloakSessionFactory factory;
  private final InstantSource clock;
  private final Duration removalDelay;
  private final BiConsumer<Job, Mismatch> vanished;

  /**
   * @param removalDelay until a removal may be done at AWS
   * @param vanished is told of each identity that the registry forgets since it is gone, after the
   *     commit; throws nothing
   */
  public JpaJobs(
      KeycloakSessionFactory factory,
      InstantSource clock,
      Duration removalDelay,
      BiConsumer<Job, Mismatch> vanished) {
    this.factory = factory;
    this.clock = clock;
    this.removalDelay = removalDelay;
    this.vanished = vanished;
  }

  @Override
  public int running() {
    return inTransaction(
        entities ->
            entities
                .createQuery(
                    "select count(j) from JobEntity j where j.state = 'running'", Long.class)
                .getSingleResult()
                .intValue());
  }

  @Override
  public Optional<Job> claim(String claim, Duration holds) {
    long now = clock.millis();
    return inTransaction(
        entities ->
            due(entities, now)
                // Another node may have been quicker.
                .filter(id -> claim(entities, id, claim, now, now + holds.toMillis()))
                .map(id -> JobRows.job(entities.find(JobEntity.class, id))));
  }

  private static Optional<String> due(EntityManager entities, long now) {
    return entities
        .createQuery(
            "select j.id from JobEntity j where j.state = 'running' and j.due <= :now"
                + " and j.claimedUntil < :now order by j.due, j.id",
            String.class)
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private static boolean claim(
      EntityManager entities, String id, String claim, long now, long until) {
    return entities
            .createQuery(
                "update JobEntity j set j.claim = :claim, j.claimedUntil = :until"
                    + " where j.id = :id and j.state = 'running' and j.claimedUntil < :now")
            .setParameter("claim", claim)
            .setParameter("until", until)
            .setParameter("id", id)
            .setParameter("now", now)
            .executeUpdate()
        > 0;
  }

  @Override
  public boolean prolong(String claim, Duration holds) {
    long now = clock.millis();
    return inTransaction(
            entities ->
                entities
                    .createQuery(
                        "update JobEntity j set j.claimedUntil = :until"
                            + " where j.claim = :claim and j.claimedUntil >= :now")
                    .setParameter("until", now + holds.toMillis())
                    .setParameter("claim", claim)
                    .setParameter("now", now)
                    .executeUpdate())
        > 0;
  }

  @Override
  public List<Registered> byIdentity(Job job, List<String> identityIds) {
    return inTransaction(entities -> new RegistryPages(entities, job).byIdentity(identityIds));
  }

  @Override
  public List<Registered> afterCursor(Job job, int most) {
    return inTransaction(entities -> new RegistryPages(entities, job).afterCursor(most));
  }

  @Override
  public Map<String, String> realmsOf(Set<String> users) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        factory, session -> new LivingUsers(session).realms(users));
  }

  @Override
  public Set<String> inOutbox(Job job, Set<String> users) {
    return inTransaction(
        entities ->
            new HashSet<>(
                entities
                    .createQuery(
                        "select o.userId from OutboxEntity o"
                            + " where o.identityPoolId = :pool and o.userId in :users",
                        String.class)
                    .setParameter("pool", job.pool().identityPoolId())
                    .setParameter("users", users)
                    .getResultList()));
  }

  @Override
  public boolean save(String claim, Job job, Step step) {
    boolean saved =
        withClaimed(
            claim,
            job,
            (session, row) -> {
              new StepStore(session, clock, removalDelay, job).store(step);
              JobRows.put(step.progress(), row);
              JobRows.putTrouble(null, 0, row);
              row.due = clock.millis();
              if (step.progress().phase() == Phase.END) {
                JobRows.end(row, JobState.DONE, row.due);
                EndedJobs.tidyUp(Entities.of(session), row, row.due);
              }
            });
    if (saved) {
      step.mend().stream()
          .filter(mismatch -> mismatch.kind() == Mismatch.Kind.VANISHED)
          .forEach(mismatch -> vanished.accept(job, mismatch));
    }
    return saved;
  }

  @Override
  public void restart(String claim, Job job, Progress progress) {
    withClaimed(
        claim,
        job,
        (session, row) -> {
          Entities.of(session)
              .createQuery("delete from FindingEntity f where f.jobId = :job")
              .setParameter("job", job.id())
              .executeUpdate();
          JobRows.put(progress, row);
        });
  }

  @Override
  public void release(String claim, Job job) {
    withClaimed(claim, job, (session, row) -> JobRows.unclaim(row));
  }

  @Override
  public void retry(String claim, Job job, Failure failure, int attempts, Instant due) {
    withClaimed(
        claim,
        job,
        (session, row) -> {
          JobRows.putTrouble(failure, attempts, row);
          row.due = due.toEpochMilli();
          JobRows.unclaim(row);
        });
  }

  @Override
  public void fail(String claim, Job job, Failure failure) {
    withClaimed(
        claim,
        job,
        (session, row) -> {
          long now = clock.millis();
          JobRows.putTrouble(failure, job.attempts(), row);
          JobRows.end(row, JobState.FAILED, now);
          EndedJobs.tidyUp(Entities.of(session), row, now);
        });
  }

  /**
   * Changes a job under the claim.
   *
   * @return false where the claim no longer holds
   */
  private boolean withClaimed(
      String claim, Job job, BiConsumer<KeycloakSession, JobEntity> change) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        factory,
        session -> {
          JobEntity row =
              Entities.of(session).find(JobEntity.class, job.id(), LockModeType.PESSIMISTIC_WRITE);
          if (row == null || !claim.equals(row.claim)) {
            return false;
          }
          change.accept(session, row);
          return true;
        });
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        factory, session -> work.apply(Entities.of(session)));
  }
}
