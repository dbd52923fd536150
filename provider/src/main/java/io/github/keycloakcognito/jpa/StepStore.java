package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.outbox.Removal;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.Mismatch;
import io.github.keycloakcognito.reconcile.Step;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Stores what a job found and is to mend, in the transaction of its session. */
final class StepStore {

  /** What is reported of a job; the counts stay exact. */
  private static final int MOST_FINDINGS = 10_000;

  private final EntityManager entities;
  private final IdentityRegistry registry;
  private final NewRemovals removals;
  private final Duration removalDelay;
  private final Job job;

  /**
   * @param removalDelay until a removal may be done at AWS
   * @param job as it was before the step
   */
  StepStore(KeycloakSession session, InstantSource clock, Duration removalDelay, Job job) {
    this.entities = Entities.of(session);
    this.registry = new IdentityRegistry(session, clock);
    this.removals = new NewRemovals(session, clock);
    this.removalDelay = removalDelay;
    this.job = job;
  }

  void store(Step step) {
    report(step.found());
    new RegistryPages(entities, job).markSeen(step.seen());
    step.adopt()
        .forEach(
            user -> registry.note(user.realmId(), user.userId(), job.pool(), user.identityId()));
    step.mend().forEach(this::mend);
  }

  private void report(List<Mismatch> found) {
    long reported = Math.min(MOST_FINDINGS, job.progress().counts().found());
    found.stream().limit(MOST_FINDINGS - reported).forEach(this::report);
  }

  private void report(Mismatch mismatch) {
    FindingEntity row = new FindingEntity();
    row.id = KeycloakModelUtils.generateId();
    row.jobId = job.id();
    row.kind = mismatch.kind().code();
    row.identityId = mismatch.identityId();
    row.userId = mismatch.user();
    entities.persist(row);
  }

  private void mend(Mismatch mismatch) {
    if (mismatch.kind() == Mismatch.Kind.VANISHED) {
      registry.note(job.realmId(), mismatch.user(), job.pool(), null);
    } else {
      removals.add(removal(mismatch), removalDelay);
    }
  }

  private Removal removal(Mismatch mismatch) {
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
}
