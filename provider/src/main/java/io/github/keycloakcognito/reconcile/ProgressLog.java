package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.reconcile.JobLog.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Tells of jobs when one starts here, now and then, and when it ends. */
final class ProgressLog {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final long STEP = 1_000;

  private final JobLog log;
  private final InstantSource clock;
  private final Map<String, Told> toldByJob = new HashMap<>();

  private record Told(Instant at, long listed) {}

  ProgressLog(JobLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** A job takes many turns here; only the first one is told. */
  void takesUp(Job job) {
    if (!toldByJob.containsKey(job.id())) {
      boolean fresh = job.progress().equals(Progress.start(job.kind()));
      tell(job, fresh ? Stage.STARTS : Stage.TAKEN_UP);
    }
  }

  void cameOn(Job job) {
    if (job.progress().isEnd()) {
      log.progress(job, Stage.DONE);
      toldByJob.remove(job.id());
    } else if (isDue(job, toldByJob.get(job.id()))) {
      tell(job, Stage.RUNS);
    }
  }

  void failed(Job job, Failure failure) {
    log.failed(job, failure);
    toldByJob.remove(job.id());
  }

  void lost(Job job) {
    log.lost(job);
    toldByJob.remove(job.id());
  }

  private boolean isDue(Job job, Told last) {
    return !clock.instant().isBefore(last.at().plus(INTERVAL))
        || job.progress().counts().listed() >= last.listed() + STEP;
  }

  private void tell(Job job, Stage stage) {
    log.progress(job, stage);
    toldByJob.put(job.id(), new Told(clock.instant(), job.progress().counts().listed()));
  }
}
