package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.reconcile.Counts;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobReport;
import io.github.keycloakcognito.reconcile.Mismatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job as JSON. */
final class JobAnswer {

  private JobAnswer() {}

  static Map<String, Object> of(JobReport report) {
    Job job = report.job();
    Counts counts = job.progress().counts();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", job.id());
    body.put("kind", job.kind().code());
    body.put("realm", job.realmName());
    body.put("pool", job.pool().alias());
    body.put("IdentityPoolId", job.pool().identityPoolId());
    body.put("state", report.state().code());
    body.put("dry_run", job.dryRun());
    body.put("phase", job.progress().phase().code());
    body.put("listed", counts.listed());
    body.put("guests", counts.guests());
    body.put("orphans", counts.orphans());
    body.put("unknown", counts.unknown());
    body.put("vanished", counts.vanished());
    body.put("mended", counts.mended());
    body.put("started", text(job.created()));
    putKnown(body, "ended", report.ended() == null ? null : text(report.ended()));
    putKnown(body, "cause", report.cause());
    putKnown(body, "remedy", report.remedy());
    putKnown(body, "aws_request_id", report.awsRequestId());
    return body;
  }

  static Map<String, Object> of(JobReport report, List<Mismatch> findings) {
    Map<String, Object> body = of(report);
    body.put("findings", findings.stream().map(JobAnswer::of).toList());
    return body;
  }

  private static Map<String, Object> of(Mismatch mismatch) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", mismatch.kind().code());
    body.put("IdentityId", mismatch.identityId());
    body.put("user", mismatch.user());
    return body;
  }

  private static String text(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void putKnown(Map<String, Object> body, String name, String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
