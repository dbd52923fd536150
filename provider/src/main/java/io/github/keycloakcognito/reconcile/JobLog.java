package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;

/** What the operator hears of jobs. */
public interface JobLog {

  /** Where a job is on this node. */
  enum Stage {
    STARTS,
    /** It began earlier, here or on another node. */
    TAKEN_UP,
    /** Told now and then. */
    RUNS,
    DONE
  }

  /** How far a job has come. */
  void progress(Job job, Stage stage);

  /** AWS no longer knows the place where the job was, so it starts again. */
  void restarted(Job job);

  /** The job was cancelled, or is another node's. */
  void lost(Job job);

  /** It may not go on. */
  void failed(Job job, Failure failure);

  /** It is tried again. */
  void refused(Job job, Failure failure, Duration pause);

  /** An error of the database or of a user storage, which is told as a refusal besides. */
  void broken(Job job, RuntimeException error);
}
