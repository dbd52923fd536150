package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.reconcile.Counts;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobKind;
import io.github.keycloakcognito.reconcile.JobReport;
import io.github.keycloakcognito.reconcile.JobState;
import io.github.keycloakcognito.reconcile.Phase;
import io.github.keycloakcognito.reconcile.Progress;
import java.time.Instant;

/** Jobs to rows and back. */
final class JobRows {

  private JobRows() {}

  static Job job(JobEntity row) {
    return new Job(
        row.id,
        JobKind.of(row.kind),
        row.realmId,
        row.realmName,
        IdentityPool.named(row.poolAlias, row.identityPoolId, row.developerProvider),
        UserRemoval.of(row.userRemoval).orElseThrow(),
        row.dryRun,
        row.mendUnknown,
        new Progress(
            Phase.of(row.phase),
            row.place,
            new Counts(
                row.listed, row.guests, row.orphans, row.unknowns, row.vanished, row.mended)),
        row.attempts,
        Instant.ofEpochMilli(row.created));
  }

  static JobReport report(JobEntity row) {
    Refusal refusal = Refusal.orNone(row.refusal);
    return new JobReport(
        job(row),
        JobState.of(row.state),
        row.ended == null ? null : Instant.ofEpochMilli(row.ended),
        refusal.cause,
        refusal.remedy,
        refusal.awsRequestId);
  }

  static void put(Progress progress, JobEntity row) {
    Counts counts = progress.counts();
    row.phase = progress.phase().code();
    row.place = progress.cursor();
    row.listed = counts.listed();
    row.guests = counts.guests();
    row.orphans = counts.orphans();
    row.unknowns = counts.unknown();
    row.vanished = counts.vanished();
    row.mended = counts.mended();
  }

  /**
   * @param failure null where there is none any more
   */
  static void putTrouble(Failure failure, int attempts, JobEntity row) {
    row.attempts = attempts;
    row.refusal = failure == null ? null : Refusal.of(failure);
  }

  /**
   * Nobody may work on it any more, and the pool is free for another.
   *
   * @param now epoch milliseconds
   */
  static void end(JobEntity row, JobState state, long now) {
    row.state = state.code();
    row.ended = now;
    row.slot = row.id;
    unclaim(row);
  }

  static void unclaim(JobEntity row) {
    row.claim = null;
    row.claimedUntil = 0;
  }
}
