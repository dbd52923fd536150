package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.reconcile.Counts;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobLog;
import java.time.Duration;
import org.jboss.logging.Logger;

/** {@link JobLog} in Keycloak's log. */
final class JobMessages implements JobLog {

  private static final Logger LOG = Logger.getLogger(JobMessages.class);

  @Override
  public void progress(Job job, Stage stage) {
    Counts counts = job.progress().counts();
    write(
        Logger.Level.INFO,
        job,
        null,
        String.format(
            "%s%s: %d listed, %d orphans, %d unknown, %d vanished, %d mended",
            text(stage),
            job.dryRun() ? ", dry run" : "",
            counts.listed(),
            counts.orphans(),
            counts.unknown(),
            counts.vanished(),
            counts.mended()));
  }

  private static String text(Stage stage) {
    return switch (stage) {
      case STARTS -> "starts";
      case TAKEN_UP -> "goes on here";
      case RUNS -> "runs";
      case DONE -> "is done";
    };
  }

  @Override
  public void restarted(Job job) {
    write(Logger.Level.INFO, job, null, "starts again: AWS no longer knows the place");
  }

  @Override
  public void lost(Job job) {
    write(Logger.Level.INFO, job, null, "leaves off: it is cancelled, or another node's");
  }

  @Override
  public void failed(Job job, Failure failure) {
    write(
        Logger.Level.WARN,
        job,
        failure.awsRequestId(),
        "may not go on: " + FailureLog.reason(failure));
  }

  @Override
  public void refused(Job job, Failure failure, Duration pause) {
    write(
        Logger.Level.WARN,
        job,
        failure.awsRequestId(),
        "is tried again in " + pause.toSeconds() + " s: " + FailureLog.reason(failure));
  }

  @Override
  public void broken(Job job, RuntimeException error) {
    LogFields.with(
        FailureLog.fields(job.realmName(), null, job.pool().alias(), null),
        () -> LOG.warn(name(job) + " broke off", error));
  }

  private static void write(Logger.Level level, Job job, String awsRequestId, String text) {
    LogFields.with(
        FailureLog.fields(job.realmName(), null, job.pool().alias(), awsRequestId),
        () -> LOG.logf(level, "%s %s", name(job), text));
  }

  private static String name(Job job) {
    return String.format(
        "Realm %s, pool %s: %s job %s",
        job.realmName(), job.pool().alias(), job.kind().code(), job.id());
  }
}
