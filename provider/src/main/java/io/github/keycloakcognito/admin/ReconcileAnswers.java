package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.jpa.AdminJobs;
import io.github.keycloakcognito.jpa.NewJobs;
import io.github.keycloakcognito.reconcile.JobReport;
import io.github.keycloakcognito.reconcile.JobState;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@code reconcile}: the jobs of a realm's pools. */
final class ReconcileAnswers {

  private static final int FINDINGS = 100;
  private static final int MOST_FINDINGS = 1_000;

  private ReconcileAnswers() {}

  static Map<String, Object> start(AdminCall call) {
    IdentityPool pool = call.boundPool();
    boolean dryRun = flag(call, "dry_run", true);
    boolean unknown = flag(call, "unknown", false);
    String realmId = call.realm().getId();
    call.detail("dry_run", String.valueOf(dryRun));
    call.detail("unknown", String.valueOf(unknown));
    requireNone(jobs(call.session()).running(realmId, pool.alias()));
    String id;
    try {
      id =
          inOwn(
              call,
              own ->
                  new NewJobs(own, InstantSource.system())
                      .addReconcile(call.realm(), pool, dryRun, unknown));
    } catch (RuntimeException e) {
      // Somebody else was quicker.
      requireNone(inOwn(call, own -> jobs(own).running(realmId, pool.alias())));
      throw e;
    }
    call.detail("job", id);
    return inOwn(call, own -> JobAnswer.of(jobs(own).find(realmId, id).orElseThrow()));
  }

  private static void requireNone(Optional<JobReport> running) {
    running.ifPresent(
        report -> {
          throw RefusalException.of(
              Kind.CONFLICT, "A job runs for the pool already: " + report.job().id());
        });
  }

  /** The newest of each pool and kind; in the master realm also those of realms that are gone. */
  static Map<String, Object> list(AdminCall call) {
    int first = number(call, "first", 0, Integer.MAX_VALUE);
    int max = number(call, "max", FINDINGS, MOST_FINDINGS);
    Optional<String> pool = call.parameters().get("pool");
    AdminJobs jobs = jobs(call.session());
    Map<String, JobReport> shown = new LinkedHashMap<>();
    for (JobReport report : jobs.of(call.realm().getId())) {
      if (pool.isEmpty() || pool.get().equals(report.job().pool().alias())) {
        shown.putIfAbsent(report.job().pool().alias() + " " + report.job().kind(), report);
      }
    }
    if (isMaster(call.realm()) && pool.isEmpty()) {
      jobs.ofRemovedRealms().forEach(report -> shown.put(report.job().id(), report));
    }
    return Map.of(
        "jobs",
        shown.values().stream()
            .map(report -> JobAnswer.of(report, jobs.findings(report.job().id(), first, max)))
            .toList());
  }

  /** What {@code id} names, or what runs for the pool. */
  static Map<String, Object> cancel(AdminCall call) {
    AdminJobs jobs = jobs(call.session());
    String realmId = call.realm().getId();
    Optional<String> id = call.parameters().get("id");
    Optional<JobReport> found =
        id.isEmpty()
            ? jobs.running(realmId, call.choosePool().alias())
            : jobs.find(realmId, id.get())
                .or(
                    () ->
                        isMaster(call.realm())
                            ? jobs.findOfRemovedRealm(id.get())
                            : Optional.empty());
    JobReport report =
        found
            .filter(job -> job.state() == JobState.RUNNING)
            .orElseThrow(() -> RefusalException.of(Kind.NOT_FOUND, "No such job runs."));
    String job = report.job().id();
    String jobsRealm = report.job().realmId();
    call.detail("job", job);
    inOwn(
        call,
        own -> {
          jobs(own).cancel(job);
          return true;
        });
    return inOwn(call, own -> JobAnswer.of(jobs(own).find(jobsRealm, job).orElse(report)));
  }

  private static boolean isMaster(RealmModel realm) {
    return realm.getName().equals(Config.getAdminRealm());
  }

  private static AdminJobs jobs(KeycloakSession session) {
    return new AdminJobs(session, InstantSource.system());
  }

  private static <T> T inOwn(AdminCall call, Function<KeycloakSession, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        call.session().getKeycloakSessionFactory(), work::apply);
  }

  private static boolean flag(AdminCall call, String name, boolean fallback) {
    return call.parameters()
        .get(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw Parameters.refused(name + ": must be true or false.");
                })
        .orElse(fallback);
  }

  private static int number(AdminCall call, String name, int fallback, int most) {
    String value = call.parameters().get(name).orElse(String.valueOf(fallback));
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused as any other value that is none.
    }
    throw Parameters.refused(name + ": must be a whole number from 0 to " + most + ".");
  }
}
