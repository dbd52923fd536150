package io.github.keycloakcognito.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.ManualClock;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.reconcile.Mismatch.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The runner of jobs")
class JobRunnerTest {

  private static final String REALM = "realm-1";

  private final ManualClock clock = new ManualClock();
  private final MemoryJobs jobs = new MemoryJobs(clock::instant);
  private final ListedDirectory directory = new ListedDirectory();
  private final Map<String, Long> counted = new HashMap<>();
  private final RecordingJobLog told = new RecordingJobLog();
  private Optional<Failure> unbound = Optional.empty();
  private boolean stopping;

  private final JobRunner runner =
      new JobRunner(
          new JobRunner.Tools(
              jobs,
              directory.port(),
              (realm, pool) -> unbound,
              new ReconcileMeters() {
                @Override
                public void running(int running) {
                  counted.put("running", (long) running);
                }

                @Override
                public void identities(String result, long number) {
                  counted.merge(result, number, Long::sum);
                }
              },
              told,
              clock,
              Duration.ofSeconds(4)),
          () -> 1,
          () -> stopping);

  @Test
  @DisplayName("finds nothing where all is in step, and counts guests")
  void inStep() {
    jobs.user("u1", REALM, "id-1");
    jobs.user("u2", REALM, "id-2");
    directory.identity("id-1", "u1");
    directory.identity("id-2", "u2");
    directory.logins.put("guest", List.of());
    directory.logins.put("social", List.of("accounts.google.com"));

    run(job(JobKind.RECONCILE, false, true, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.state).isEqualTo(JobState.DONE);
    assertThat(counts()).isEqualTo(new Counts(4, 1, 0, 0, 0, 0));
    assertThat(jobs.found).isEmpty();
    assertThat(directory.tokens).containsExactly(null, "2");
    assertThat(counted).containsEntry("ok", 3L).containsEntry("running", 1L);
  }

  @Test
  @DisplayName("finds what is out of step, and changes nothing in a dry run")
  void dryRun() {
    outOfStep();

    run(job(JobKind.RECONCILE, true, true, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.found)
        .containsExactlyInAnyOrder(
            new Mismatch(Kind.ORPHAN, "id-gone", "gone"),
            new Mismatch(Kind.UNKNOWN, "id-foreign", "foreign"),
            new Mismatch(Kind.VANISHED, "id-vanished", "vanished"));
    assertThat(counts()).isEqualTo(new Counts(5, 0, 1, 1, 1, 0));
    assertThat(jobs.mended).isEmpty();
    assertThat(jobs.adopted).isEmpty();
  }

  @Test
  @DisplayName("mends what is this server's, and learns of users it had not noted")
  void mends() {
    outOfStep();

    run(job(JobKind.RECONCILE, false, false, UserRemoval.UNLINK));

    assertThat(jobs.mended)
        .containsExactlyInAnyOrder(
            new Mismatch(Kind.ORPHAN, "id-gone", "gone"),
            new Mismatch(Kind.VANISHED, "id-vanished", "vanished"));
    assertThat(jobs.adopted).containsExactly(new Registered("unnoted", "realm-2", "id-unnoted"));
    assertThat(counted)
        .containsEntry("mended", 2L)
        .containsEntry("unknown", 1L)
        .containsEntry("orphan", 1L)
        .containsEntry("vanished", 1L);
  }

  @Test
  @DisplayName("mends unknown ones only when asked, and none that Keycloak has no room for")
  void unknown() {
    directory.identity("id-foreign", "foreign");
    directory.identity("id-long", "x".repeat(256));

    run(job(JobKind.RECONCILE, false, true, UserRemoval.DELETE_IDENTITY));

    assertThat(counts().unknown()).isEqualTo(2);
    assertThat(jobs.mended).containsExactly(new Mismatch(Kind.UNKNOWN, "id-foreign", "foreign"));
  }

  @Test
  @DisplayName("only reports orphans where identities are kept")
  void keep() {
    outOfStep();

    run(job(JobKind.RECONCILE, false, true, UserRemoval.KEEP));

    assertThat(counts().orphans()).isEqualTo(1);
    assertThat(jobs.mended).containsExactly(new Mismatch(Kind.VANISHED, "id-vanished", "vanished"));
  }

  @Test
  @DisplayName("leaves out what waits in the outbox, and another realm's")
  void notTwice() {
    outOfStep();
    jobs.outbox.addAll(List.of("gone", "foreign", "vanished"));
    jobs.registry.put("theirs", new Registered("theirs", "realm-2", "id-theirs"));
    directory.identity("id-theirs", "theirs");

    run(job(JobKind.RECONCILE, false, true, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.found).isEmpty();
    assertThat(jobs.mended).isEmpty();
    assertThat(jobs.state).isEqualTo(JobState.DONE);
  }

  @Test
  @DisplayName("leaves an identity to a living user who shares it")
  void shared() {
    jobs.users.put("lives", REALM);
    directory.identity("id-shared", "lives", "foreign");

    run(job(JobKind.RECONCILE, false, true, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.found).isEmpty();
    assertThat(jobs.adopted).containsExactly(new Registered("lives", REALM, "id-shared"));
  }

  @Test
  @DisplayName("asks AWS about what is noted but was not listed")
  void notListed() {
    jobs.user("moved", REALM, "id-before");
    jobs.user("still", REALM, "id-still");
    jobs.registry.put("gone", new Registered("gone", REALM, "id-gone"));
    directory.users.put("id-after", List.of("moved"));
    directory.users.put("id-still", List.of("still"));
    directory.users.put("id-gone", List.of("gone"));

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.found).containsExactly(new Mismatch(Kind.ORPHAN, "id-gone", "gone"));
    assertThat(jobs.adopted).containsExactly(new Registered("moved", REALM, "id-after"));
  }

  @Test
  @DisplayName("corrects no note in a dry run")
  void notListedDryRun() {
    jobs.user("moved", REALM, "id-before");
    directory.users.put("id-after", List.of("moved"));

    run(job(JobKind.RECONCILE, true, false, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.adopted).isEmpty();
  }

  @Test
  @DisplayName("pages through the registry")
  void longRegistry() {
    for (int i = 0; i < 120; i++) {
      jobs.user(String.format("u%03d", i), REALM, "vanished-" + i);
    }

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(counts().vanished()).isEqualTo(120);
    assertThat(jobs.mended).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("sweeps up users who are gone, without asking AWS")
  void sweep() {
    directory.refusal = ListedDirectory.failure(Failure.Kind.AWS_DENIED, "no");
    unbound = Optional.of(directory.refusal);
    for (int i = 0; i < 1_200; i++) {
      String user = String.format("u%04d", i);
      jobs.registry.put(user, new Registered(user, REALM, "id-" + i));
    }
    jobs.users.put("u0003", REALM);
    jobs.outbox.add("u1001");

    run(job(JobKind.SWEEP, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.state).isEqualTo(JobState.DONE);
    assertThat(jobs.mended).hasSize(1_198).doesNotHaveDuplicates();
    assertThat(jobs.found).isEmpty();
    assertThat(counts()).isEqualTo(new Counts(1_200, 0, 1_198, 0, 0, 1_198));
  }

  @Test
  @DisplayName("tells when it starts, each thousand users, and when it ends")
  void tells() {
    for (int i = 0; i < 1_200; i++) {
      jobs.user(String.format("u%04d", i), REALM, "id-" + i);
    }

    run(job(JobKind.SWEEP, false, false, UserRemoval.UNLINK));

    assertThat(told.lines).containsExactly("STARTS 0", "RUNS 1000", "DONE 1200");
  }

  @Test
  @DisplayName("tells of slow work each half minute")
  void tellsOfSlowWork() {
    for (int i = 0; i < 6; i++) {
      directory.identity("id-" + i, "foreign-" + i);
    }
    directory.beforeList = () -> clock.advance(Duration.ofSeconds(15));

    run(job(JobKind.RECONCILE, true, false, UserRemoval.UNLINK));

    assertThat(told.lines).containsExactly("STARTS 0", "RUNS 4", "DONE 6");
  }

  @Test
  @DisplayName("sweeps nothing where there is nothing")
  void emptySweep() {
    run(job(JobKind.SWEEP, false, false, UserRemoval.UNLINK));

    assertThat(jobs.state).isEqualTo(JobState.DONE);
    assertThat(counts()).isEqualTo(Counts.NONE);
  }

  @Test
  @DisplayName("goes on where another node left off")
  void resumes() {
    for (int i = 0; i < 6; i++) {
      directory.identity("id-" + i, "foreign-" + i);
    }
    jobs.turns = 1;
    directory.beforeList = () -> clock.advance(Duration.ofSeconds(6));

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));
    assertThat(jobs.state).isEqualTo(JobState.RUNNING);
    assertThat(jobs.calls).contains("release");
    jobs.turns = 9;
    runner.run();

    assertThat(jobs.state).isEqualTo(JobState.DONE);
    assertThat(directory.tokens).containsExactly(null, "2", "4");
    assertThat(counts().unknown()).isEqualTo(6);
  }

  @Test
  @DisplayName("waits longer each time AWS refuses, and says which action is missing")
  void refused() {
    directory.identity("id-1", "u1");
    directory.refusal =
        ListedDirectory.failure(Failure.Kind.AWS_DENIED, "AccessDeniedException: not authorized");

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));
    assertThat(jobs.state).isEqualTo(JobState.RUNNING);
    assertThat(jobs.failure.remedy()).contains("cognito-identity:ListIdentities");
    assertThat(jobs.due).isEqualTo(clock.instant().plusSeconds(1));
    assertThat(told.lines.get(1)).startsWith("refused AccessDeniedException").endsWith("PT1S");
    clock.advance(Duration.ofSeconds(1));
    runner.run();
    assertThat(jobs.due).isEqualTo(clock.instant().plusSeconds(2));

    directory.refusal = null;
    clock.advance(Duration.ofSeconds(2));
    runner.run();
    assertThat(jobs.state).isEqualTo(JobState.DONE);
    assertThat(jobs.failure).isNull();
  }

  @Test
  @DisplayName("starts again where AWS no longer takes its own token")
  void tokenRefused() {
    for (int i = 0; i < 3; i++) {
      directory.identity("id-" + i, "foreign-" + i);
    }
    Job before = job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY);
    jobs.found.add(new Mismatch(Kind.UNKNOWN, "id-0", "foreign-0"));
    directory.refusal =
        ListedDirectory.failure(
            Failure.Kind.AWS_MISCONFIGURED, "InvalidParameterException: Invalid NextToken");

    run(before.at(new Progress(Phase.IDENTITIES, "2", new Counts(2, 0, 0, 1, 0, 0))));
    assertThat(jobs.job.progress()).isEqualTo(Progress.start(JobKind.RECONCILE));
    assertThat(told.lines).startsWith("TAKEN_UP 2", "restarted");
    directory.refusal = null;
    clock.advance(Duration.ofMinutes(1));
    runner.run();

    assertThat(counts()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0));
    assertThat(jobs.found).hasSize(3);
  }

  @Test
  @DisplayName("keeps its place for any other refusal")
  void placeKept() {
    Job before = job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY);
    Progress place = new Progress(Phase.IDENTITIES, "2", Counts.NONE);
    for (Failure failure :
        List.of(
            ListedDirectory.failure(Failure.Kind.AWS_MISCONFIGURED, "ResourceNotFoundException"),
            ListedDirectory.failure(Failure.Kind.AWS_MISCONFIGURED, null),
            ListedDirectory.failure(Failure.Kind.AWS_DENIED, null),
            ListedDirectory.failure(Failure.Kind.THROTTLED, "TooManyRequestsException"))) {
      directory.refusal = failure;
      run(before.at(place));
      assertThat(jobs.job.progress()).isEqualTo(place);
      clock.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  @DisplayName("tries again after an error of the database or of a user storage")
  void broken() {
    directory.identity("id-1", "u1");
    jobs.broken = new IllegalStateException("LDAP is away");

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.state).isEqualTo(JobState.RUNNING);
    assertThat(jobs.failure.cause()).contains("IllegalStateException").doesNotContain("LDAP");
    assertThat(told.lines).contains("broken LDAP is away");
  }

  @Test
  @DisplayName("stores nothing once the job is cancelled")
  void cancelled() {
    directory.identity("id-1", "foreign");
    directory.beforeList = () -> jobs.lost = true;

    run(job(JobKind.RECONCILE, false, true, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.mended).isEmpty();
    assertThat(counts()).isEqualTo(Counts.NONE);
  }

  @Test
  @DisplayName("notices between calls that the job is no longer its own")
  void lostBetweenCalls() {
    directory.identity("id-1", "foreign");
    jobs.lost = true;
    directory.beforeList = () -> clock.advance(Duration.ofSeconds(11));

    run(job(JobKind.RECONCILE, false, true, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.calls).containsExactly("prolong");
    assertThat(told.lines).containsExactly("STARTS 0", "lost");
    assertThat(counts()).isEqualTo(Counts.NONE);
  }

  @Test
  @DisplayName("prolongs its claim while calls take long")
  void prolongs() {
    directory.identity("id-1", "foreign");
    directory.beforeList = () -> clock.advance(Duration.ofSeconds(11));

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.calls).contains("prolong");
    assertThat(counts().unknown()).isEqualTo(1);
  }

  @Test
  @DisplayName("does not go on for a realm that may no longer use the pool")
  void unbound() {
    directory.refusal = ListedDirectory.failure(Failure.Kind.AWS_DENIED, "not to be asked");
    unbound = Optional.of(ListedDirectory.failure(Failure.Kind.ACCESS_DENIED, "not bound"));

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(jobs.state).isEqualTo(JobState.FAILED);
    assertThat(jobs.failure.cause()).isEqualTo("not bound");
    assertThat(told.lines).containsExactly("failed not bound");
  }

  @Test
  @DisplayName("leaves off after a page when the node stops")
  void stops() {
    for (int i = 0; i < 6; i++) {
      directory.identity("id-" + i, "foreign-" + i);
    }
    directory.beforeList = () -> stopping = true;

    run(job(JobKind.RECONCILE, false, false, UserRemoval.DELETE_IDENTITY));

    assertThat(counts().listed()).isEqualTo(2);
    assertThat(jobs.claim).isNull();
  }

  @Test
  @DisplayName("does nothing without a job")
  void none() {
    jobs.state = JobState.CANCELLED;
    runner.run();

    assertThat(counted).containsExactly(Map.entry("running", 0L));
  }

  private void outOfStep() {
    jobs.user("lives", REALM, "id-lives");
    jobs.registry.put("gone", new Registered("gone", REALM, "id-gone"));
    jobs.user("vanished", REALM, "id-vanished");
    jobs.users.put("unnoted", "realm-2");
    directory.identity("id-lives", "lives");
    directory.identity("id-gone", "gone");
    directory.identity("id-unnoted", "unnoted");
    directory.identity("id-foreign", "foreign");
    directory.logins.put("id-public", List.of("accounts.google.com"));
  }

  private Counts counts() {
    return jobs.job.progress().counts();
  }

  private void run(Job job) {
    jobs.job = job;
    jobs.due = clock.instant();
    runner.run();
  }

  private Job job(JobKind kind, boolean dryRun, boolean mendUnknown, UserRemoval removal) {
    return new Job(
        "job-1",
        kind,
        REALM,
        "demo",
        IdentityPool.named(
            "default", "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21", ListedDirectory.PROVIDER),
        removal,
        dryRun,
        mendUnknown,
        Progress.start(kind),
        0,
        clock.instant());
  }
}
