package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the operator was told of jobs. */
final class RecordingJobLog implements JobLog {

  final List<String> lines = new ArrayList<>();

  @Override
  public void progress(Job job, Stage stage) {
    lines.add(stage + " " + job.progress().counts().listed());
  }

  @Override
  public void restarted(Job job) {
    lines.add("restarted");
  }

  @Override
  public void lost(Job job) {
    lines.add("lost");
  }

  @Override
  public void failed(Job job, Failure failure) {
    lines.add("failed " + failure.cause());
  }

  @Override
  public void refused(Job job, Failure failure, Duration pause) {
    lines.add("refused " + failure.cause() + " " + pause);
  }

  @Override
  public void broken(Job job, RuntimeException error) {
    lines.add("broken " + error.getMessage());
  }
}
