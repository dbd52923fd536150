package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Tells the log of jobs: when one starts here, now and then, and when it ends. */
final class ProgressLog {

  private static final Logger LOG = System.getLogger(JobRunner.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final long IDENTITIES = 1_000;

  private final InstantSource clock;
  private final Map<String, Told> told = new HashMap<>();

  ProgressLog(InstantSource clock) {
    this.clock = clock;
  }

  void takesUp(Job job) {
    if (!told.containsKey(job.id())) {
      boolean fresh = job.progress().equals(Progress.start(job.kind()));
      tell(job, fresh ? "starts" : "goes on here");
    }
  }

  void cameOn(Job job) {
    Told last = told.get(job.id());
    if (job.progress().isEnd()) {
      tell(job, "is done");
      told.remove(job.id());
    } else if (last == null
        || !clock.instant().isBefore(last.at.plus(EVERY))
        || job.progress().counts().listed() >= last.listed + IDENTITIES) {
      tell(job, "runs");
    }
  }

  void refused(Job job, Failure failure, Duration wait) {
    LOG.log(
        Level.WARNING,
        () ->
            name(job)
                + ": tried again in "
                + wait.toSeconds()
                + " s: "
                + failure.cause()
                + (failure.remedy() == null ? "" : "; " + failure.remedy())
                + (failure.awsRequestId() == null
                    ? ""
                    : " (AWS request " + failure.awsRequestId() + ")"));
  }

  void broken(Job job, RuntimeException e) {
    LOG.log(Level.WARNING, name(job) + ": tried again later", e);
  }

  void startsAgain(Job job) {
    LOG.log(Level.INFO, () -> name(job) + ": AWS no longer knows the place, starts again");
  }

  void leaves(Job job, String why) {
    LOG.log(Level.INFO, () -> name(job) + ": " + why);
    told.remove(job.id());
  }

  private void tell(Job job, String what) {
    Counts counts = job.progress().counts();
    LOG.log(
        Level.INFO,
        () ->
            String.format(
                "%s %s%s: %d listed, %d orphans, %d unknown, %d vanished, %d mended",
                name(job),
                what,
                job.dryRun() ? ", dry run" : "",
                counts.listed(),
                counts.orphans(),
                counts.unknown(),
                counts.vanished(),
                counts.mended()));
    told.put(job.id(), new Told(clock.instant(), counts.listed()));
  }

  private static String name(Job job) {
    return String.format(
        "Realm %s, pool %s: %s job %s",
        job.realmName(), job.pool().alias(), job.kind().code(), job.id());
  }

  private record Told(Instant at, long listed) {}
}
