package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.outbox.Removal;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobKind;
import io.github.keycloakcognito.reconcile.JobState;
import io.github.keycloakcognito.reconcile.Jobs;
import io.github.keycloakcognito.reconcile.Mismatch;
import io.github.keycloakcognito.reconcile.Phase;
import io.github.keycloakcognito.reconcile.Progress;
import io.github.keycloakcognito.reconcile.Registered;
import io.github.keycloakcognito.reconcile.Step;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
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
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@link Jobs} in Keycloak's database. */
public final class JpaJobs implements Jobs {

  /** What is reported of a job; the counts stay exact. */
  private static final int MOST_FINDINGS = 10_000;

  private static final String REGISTERED =
      "select e from IdentityEntity e where e.identityPoolId = :pool";

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
    return inTransaction(
        entities -> {
          long now = clock.millis();
          String due =
              entities
                  .createQuery(
                      "select j.id from JobEntity j where j.state = 'running' and j.due <= :now"
                          + " and j.claimedUntil < :now order by j.due, j.id",
                      String.class)
                  .setParameter("now", now)
                  .setMaxResults(1)
                  .getResultStream()
                  .findFirst()
                  .orElse(null);
          // Another node may have been quicker: the condition is looked at again.
          if (due == null
              || entities
                      .createQuery(
                          "update JobEntity j set j.claim = :claim, j.claimedUntil = :until"
                              + " where j.id = :id and j.state = 'running'"
                              + " and j.claimedUntil < :now")
                      .setParameter("claim", claim)
                      .setParameter("until", now + holds.toMillis())
                      .setParameter("id", due)
                      .setParameter("now", now)
                      .executeUpdate()
                  == 0) {
            return Optional.empty();
          }
          return Optional.of(JobRows.job(entities.find(JobEntity.class, due)));
        });
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
    return inTransaction(
        entities ->
            registered(
                entities
                    .createQuery(
                        REGISTERED
                            + " and e.identityId in :ids"
                            + " and e.realmId in (select r.id from RealmEntity r)",
                        IdentityEntity.class)
                    .setParameter("pool", job.pool().identityPoolId())
                    .setParameter("ids", identityIds)));
  }

  @Override
  public List<Registered> afterCursor(Job job, int most) {
    boolean all = job.kind() == JobKind.SWEEP;
    String unseen =
        " and e.identityId is not null and e.changed < :began"
            + " and (e.seenBy is null or e.seenBy <> :job)";
    return inTransaction(
        entities -> {
          TypedQuery<IdentityEntity> query =
              entities
                  .createQuery(
                      REGISTERED
                          + " and e.realmId = :realm and e.userId > :after"
                          + (all ? "" : unseen)
                          + " order by e.userId",
                      IdentityEntity.class)
                  .setParameter("pool", job.pool().identityPoolId())
                  .setParameter("realm", job.realmId())
                  .setParameter("after", Optional.ofNullable(job.progress().cursor()).orElse(""))
                  .setMaxResults(most);
          if (!all) {
            query.setParameter("began", job.created().toEpochMilli()).setParameter("job", job.id());
          }
          return registered(query);
        });
  }

  private static List<Registered> registered(TypedQuery<IdentityEntity> query) {
    return query
        .getResultStream()
        .map(row -> new Registered(row.userId, row.realmId, row.identityId))
        .toList();
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
              long kept = Math.min(MOST_FINDINGS, job.progress().counts().found());
              step.found().stream()
                  .limit(MOST_FINDINGS - kept)
                  .forEach(mismatch -> report(entities(session), job, mismatch));
              learn(session, job, step);
              mend(session, job, step.mend());
              JobRows.put(step.progress(), row);
              JobRows.putTrouble(null, 0, row);
              row.due = clock.millis();
              if (step.progress().phase() == Phase.END) {
                JobRows.end(row, JobState.DONE, row.due);
                EndedJobs.tidyUp(entities(session), row, row.due);
              }
            });
    if (saved) {
      step.mend().stream()
          .filter(mismatch -> mismatch.kind() == Mismatch.Kind.VANISHED)
          .forEach(mismatch -> vanished.accept(job, mismatch));
    }
    return saved;
  }

  private static void report(EntityManager entities, Job job, Mismatch mismatch) {
    FindingEntity row = new FindingEntity();
    row.id = KeycloakModelUtils.generateId();
    row.jobId = job.id();
    row.kind = mismatch.kind().code();
    row.identityId = mismatch.identityId();
    row.userId = mismatch.user();
    entities.persist(row);
  }

  private void learn(KeycloakSession session, Job job, Step step) {
    if (!step.seen().isEmpty()) {
      entities(session)
          .createQuery(
              "update IdentityEntity e set e.seenBy = :job where e.identityPoolId = :pool"
                  + " and e.realmId = :realm and e.identityId in :ids")
          .setParameter("job", job.id())
          .setParameter("pool", job.pool().identityPoolId())
          .setParameter("realm", job.realmId())
          .setParameter("ids", step.seen())
          .executeUpdate();
    }
    IdentityRegistry registry = new IdentityRegistry(session, clock);
    step.adopt()
        .forEach(
            user -> registry.note(user.realmId(), user.userId(), job.pool(), user.identityId()));
  }

  private void mend(KeycloakSession session, Job job, List<Mismatch> mismatches) {
    IdentityRegistry registry = new IdentityRegistry(session, clock);
    OutboxTable outbox = new OutboxTable(session, clock);
    for (Mismatch mismatch : mismatches) {
      if (mismatch.kind() == Mismatch.Kind.VANISHED) {
        registry.note(job.realmId(), mismatch.user(), job.pool(), null);
      } else {
        outbox.add(removal(job, mismatch), removalDelay);
      }
    }
  }

  private static Removal removal(Job job, Mismatch mismatch) {
    return new Removal(
        job.realmId(),
        job.realmName(),
        job.pool().alias(),
        job.pool().identityPoolId(),
        job.pool().developerProviderName(),
        mismatch.user(),
        mismatch.identityId(),
        job.userRemoval());
  }

  @Override
  public boolean restart(String claim, Job job, Progress progress) {
    return withClaimed(
        claim,
        job,
        (session, row) -> {
          entities(session)
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
          JobRows.putTrouble(failure, job.attempts(), row);
          JobRows.end(row, JobState.FAILED, clock.millis());
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
              entities(session).find(JobEntity.class, job.id(), LockModeType.PESSIMISTIC_WRITE);
          if (row == null || !claim.equals(row.claim)) {
            return false;
          }
          change.accept(session, row);
          return true;
        });
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        factory, session -> work.apply(entities(session)));
  }

  private static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }
}
