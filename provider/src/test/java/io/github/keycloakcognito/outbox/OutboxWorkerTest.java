package io.github.keycloakcognito.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.Binding;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.ManualClock;
import io.github.keycloakcognito.exchange.Samples;
import io.github.keycloakcognito.exchange.UserRemoval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxWorkerTest {

  private static final String ALICES = "eu-west-1:00000000-0000-4000-8000-00000000000a";
  private static final String BOBS = "eu-west-1:00000000-0000-4000-8000-00000000000b";
  private static final String OTHER_POOL = "eu-west-1:00000000-0000-4000-8000-0000000000ff";

  private final ManualClock clock = new ManualClock();
  private final FakeOutbox outbox = new FakeOutbox(clock);
  private final FakeCognito cognito = new FakeCognito();
  private final Told told = new Told();
  private boolean stopping;
  private OutboxWorker worker;

  @BeforeEach
  void start() {
    worker = worker(Binding.NONE);
  }

  private OutboxWorker worker(Binding binding) {
    return new OutboxWorker(
        new OutboxWorker.Tools(
            outbox,
            cognito,
            new AccessRules(binding, clock),
            told,
            told,
            clock,
            Duration.ofSeconds(4)),
        () -> 1.0,
        () -> stopping);
  }

  private static Removal removal(String user, String identityId) {
    return removal(user, identityId, UserRemoval.DELETE_IDENTITY);
  }

  private static Removal removal(String user, String identityId, UserRemoval policy) {
    return removal(Samples.POOL_ID, user, identityId, policy);
  }

  private static Removal removal(String pool, String user, String identityId, UserRemoval policy) {
    return new Removal(
        "demo-id", "demo", "default", pool, "login.keycloak.demo", user, identityId, policy);
  }

  private static Failure failure(Kind kind) {
    return new Failure(kind, "No.", "cause", "remedy", null, "request");
  }

  @Test
  void deletesIdentitiesInOneCall() {
    cognito.put(ALICES, "alice");
    cognito.put(BOBS, "bob");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", BOBS));

    worker.drain();

    assertThat(cognito.usersByIdentity).isEmpty();
    assertThat(outbox.rows).isEmpty();
    assertThat(cognito.calls)
        .containsExactly("usersOf " + ALICES, "usersOf " + BOBS, "delete " + List.of(ALICES, BOBS));
    assertThat(told.outcomes).containsExactly("delete DONE", "delete DONE");
    assertThat(told.log).isEmpty();
  }

  @Test
  void looksUpWhatIsNotNoted() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", null));

    worker.drain();

    assertThat(cognito.usersByIdentity).isEmpty();
    assertThat(cognito.calls).startsWith("identityOf alice", "usersOf " + ALICES);
  }

  @Test
  void leavesIdentityThatIsNotTheUsers() {
    cognito.put(BOBS, "bob");
    outbox.add("1", removal("alice", BOBS));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsKey(BOBS);
    assertThat(outbox.rows).isEmpty();
    assertThat(told.outcomes).containsExactly("delete GONE");
  }

  @Test
  void findsIdentityThatUserWasMergedInto() {
    cognito.put(BOBS, "bob", "alice");
    outbox.living.add("bob");
    outbox.add("1", removal("alice", ALICES));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsEntry(BOBS, List.of("bob"));
  }

  @Test
  void asksNothingAboutNonsense() {
    outbox.add("1", removal("alice", "nonsense"));

    worker.drain();

    assertThat(cognito.calls).containsExactly("identityOf alice");
  }

  @Test
  void letsOnlyUsersWaitWhoseStorageIsAway() {
    cognito.put(ALICES, "alice");
    cognito.put(BOBS, "bob");
    outbox.unreadable.add("alice");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", BOBS));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsOnlyKeys(ALICES);
    assertThat(outbox.rows).containsOnlyKeys("1");
    assertThat(outbox.rows.get("1").entry.attempts()).isZero();
    assertThat(outbox.rows.get("1").failure.cause()).startsWith("IllegalStateException");
    assertThat(told.outcomes).containsExactly("delete PAUSED", "delete DONE");
    assertThat(told.log).containsExactly("undecided 1 away");

    outbox.unreadable.clear();
    clock.advance(Duration.ofMinutes(1));
    worker.drain();
    assertThat(cognito.usersByIdentity).isEmpty();
    assertThat(outbox.rows).isEmpty();
  }

  @Test
  void keepsIdentityThatLivingUserShares() {
    cognito.put(ALICES, "alice", "bob");
    outbox.registered.add("bob");
    outbox.living.add("bob");
    outbox.add("1", removal("alice", ALICES));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsEntry(ALICES, List.of("bob"));
    assertThat(told.outcomes).containsExactly("unlink DONE");
  }

  @Test
  void keepsIdentityThatUnknownUserShares() {
    cognito.put(ALICES, "alice", "of-another-keycloak");
    outbox.add("1", removal("alice", ALICES));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsEntry(ALICES, List.of("of-another-keycloak"));
  }

  @Test
  void keepsIdentityOfMoreUsersThanCognitoTells() {
    cognito.put(ALICES, "alice");
    cognito.moreUsers = true;
    outbox.add("1", removal("alice", ALICES));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsKey(ALICES);
    assertThat(told.outcomes).containsExactly("unlink DONE");
  }

  @Test
  void deletesIdentityWhoseUsersAreAllRemoved() {
    cognito.put(ALICES, "alice", "bob");
    outbox.registered.addAll(List.of("alice", "bob"));
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", ALICES));

    worker.drain();

    assertThat(cognito.usersByIdentity).isEmpty();
    assertThat(cognito.calls).endsWith("delete " + List.of(ALICES));
    assertThat(outbox.rows).isEmpty();
  }

  @Test
  void onlyUnlinksWherePoolSaysSo() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES, UserRemoval.UNLINK));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsEntry(ALICES, List.of());
    assertThat(told.outcomes).containsExactly("unlink DONE");
  }

  @Test
  void spareUserWhoIsThereAgain() {
    cognito.put(ALICES, "alice");
    outbox.living.add("alice");
    outbox.registered.add("alice");
    outbox.add("1", removal("alice", ALICES));

    worker.drain();

    assertThat(cognito.usersByIdentity).containsKey(ALICES);
    assertThat(outbox.registered).contains("alice");
    assertThat(outbox.rows).isEmpty();
    assertThat(told.outcomes).containsExactly("delete KEPT");
  }

  @Test
  void isDoneWithWhatIsGone() {
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", null, UserRemoval.UNLINK));

    worker.drain();

    assertThat(outbox.rows).isEmpty();
    assertThat(told.outcomes).containsExactly("delete GONE", "unlink GONE");
  }

  @Test
  void isDoneWithUserThatAnotherNodeUnlinked() {
    cognito.put(ALICES, "alice");
    cognito.refusals.put("unlink", failure(Kind.NOT_FOUND));
    outbox.add("1", removal("alice", ALICES, UserRemoval.UNLINK));

    worker.drain();

    assertThat(outbox.rows).isEmpty();
    assertThat(told.outcomes).containsExactly("unlink GONE");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "AWS_DENIED",
        "AWS_MISCONFIGURED",
        "THROTTLED",
        "TIMEOUT",
        "TEMPORARILY_UNAVAILABLE"
      })
  void pausesPoolThatRefuses(Kind kind) {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", null));
    cognito.refusals.put("delete", failure(kind));
    cognito.refusals.put("identityOf bob", failure(kind));

    worker.drain();
    worker.drain();

    assertThat(told.log).containsExactly("paused " + kind);
    assertThat(told.outcomes).containsExactly("delete PAUSED", "delete PAUSED");
    assertThat(outbox.rows.values()).allMatch(row -> row.entry.attempts() == 0 && !row.dead);
    assertThat(outbox.rows.values()).allMatch(row -> row.claim == null);
    assertThat(outbox.rows.get("1").failure.kind()).isEqualTo(kind);

    cognito.refusals.clear();
    clock.advance(Duration.ofSeconds(2));
    worker.drain();

    assertThat(told.log).containsExactly("paused " + kind, "resumed");
    assertThat(outbox.rows).isEmpty();
  }

  @Test
  void neverGivesUpForLackOfPermission() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES));
    cognito.refusals.put("delete", failure(Kind.AWS_DENIED));

    for (int i = 0; i < 100; i++) {
      worker.drain();
      clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    }

    assertThat(told.outcomes).hasSize(100).containsOnly("delete PAUSED");
    assertThat(told.log).as("one line for one trouble").containsExactly("paused AWS_DENIED");
    cognito.refusals.clear();
    worker.drain();
    assertThat(outbox.rows).isEmpty();
  }

  @Test
  void pausesOnlyPoolThatRefuses() {
    cognito.put(ALICES, "alice");
    cognito.put(BOBS, "bob");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal(OTHER_POOL, "bob", BOBS, UserRemoval.DELETE_IDENTITY));
    cognito.refusals.put("usersOf " + ALICES, failure(Kind.TIMEOUT));

    worker.drain();

    assertThat(outbox.rows).containsOnlyKeys("1");
  }

  @Test
  void pausesLongerEachTimeButNotForEver() {
    outbox.add("1", removal("alice", null));
    cognito.refusals.put("identityOf", failure(Kind.THROTTLED));

    assertThat(pauses(7)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);

    cognito.refusals.put("identityOf", failure(Kind.AWS_DENIED));
    assertThat(pauses(3)).containsExactly(128L, 256L, 300L);
    assertThat(told.log).containsExactly("paused THROTTLED", "paused AWS_DENIED");
  }

  /** In seconds. */
  private List<Long> pauses(int tries) {
    return IntStream.range(0, tries)
        .mapToObj(
            i -> {
              worker.drain();
              Instant due = outbox.rows.get("1").due;
              // The entry that was refused comes a second after the others.
              long pause = Duration.between(clock.instant(), due).toSeconds() - 1;
              clock.set(due);
              return pause;
            })
        .toList();
  }

  @Test
  void goesOnWithWhatWasFoundBeforeTrouble() {
    cognito.put(ALICES, "alice");
    cognito.put(BOBS, "bob");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("mallory", null));
    outbox.add("3", removal("bob", BOBS));
    cognito.refusals.put("identityOf mallory", failure(Kind.AWS_MISCONFIGURED));

    worker.drain();

    assertThat(outbox.rows).containsOnlyKeys("2", "3");
    clock.advance(Duration.ofSeconds(1));
    worker.drain();
    assertThat(outbox.rows).as("it comes after the others").containsOnlyKeys("2");
  }

  @Test
  void givesUpEntryThatIsRefusedForItself() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES, UserRemoval.UNLINK));
    cognito.refusals.put("unlink", failure(Kind.IDENTITY_CONFLICT));

    for (int i = 0; i < 20; i++) {
      worker.drain();
      clock.advance(Duration.ofMinutes(10));
    }

    assertThat(told.outcomes).hasSize(10).endsWith("unlink RETRIED", "unlink DEAD");
    assertThat(told.log).containsExactly("dead 1");
    assertThat(outbox.rows.get("1").dead).isTrue();
    assertThat(outbox.rows.get("1").entry.attempts()).isEqualTo(10);
  }

  @Test
  void triesAgainIfIdentityChangesMeanwhile() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", null));
    cognito.before =
        () -> {
          if (cognito.calls.size() == 1) {
            cognito.put(ALICES);
          }
        };

    worker.drain();

    assertThat(told.outcomes).containsExactly("delete RETRIED");
    assertThat(outbox.rows.get("1").entry.attempts()).isEqualTo(1);
  }

  @Test
  void triesAgainWhatAwsCouldNotDelete() {
    cognito.put(ALICES, "alice");
    cognito.put(BOBS, "bob");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", BOBS));
    cognito.unprocessed.put(ALICES, "InternalServerError");

    worker.drain();

    assertThat(outbox.rows).containsOnlyKeys("1");
    assertThat(told.outcomes).containsExactlyInAnyOrder("delete DONE", "delete RETRIED");
    assertThat(outbox.rows.get("1").failure.cause()).contains("InternalServerError", ALICES);
  }

  @Test
  void namesPermissionThatLacksForDeletion() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES));
    cognito.unprocessed.put(ALICES, "AccessDenied");

    worker.drain();

    Failure failure = outbox.rows.get("1").failure;
    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.remedy()).contains("cognito-identity:DeleteIdentities");
    assertThat(told.log).containsExactly("paused AWS_DENIED");
  }

  @Test
  void isDoneWithWhatAwsDoesNotDeleteSinceItIsGone() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES));
    cognito.unprocessed.put(ALICES, "AccessDenied");
    cognito.before =
        () -> {
          if (cognito.calls.size() == 2) {
            cognito.usersByIdentity.clear();
          }
        };

    worker.drain();

    assertThat(outbox.rows).isEmpty();
    assertThat(told.outcomes).containsExactly("delete GONE");
  }

  @Test
  void leavesAloneWhatIsNotBound() {
    cognito.put(ALICES, "alice");
    cognito.put(BOBS, "bob");
    outbox.add("1", removal("alice", ALICES));
    outbox.add(
        "2",
        new Removal(
            "x", "other", "p", Samples.POOL_ID, "d", "bob", BOBS, UserRemoval.DELETE_IDENTITY));
    outbox.add(
        "3",
        new Removal(
            "y", null, null, Samples.POOL_ID, "d", "eve", BOBS, UserRemoval.DELETE_IDENTITY));
    worker = worker(new Binding(Map.of("other", Set.of(Samples.POOL_ID)), Map.of()));

    worker.drain();
    clock.advance(Duration.ofMinutes(11));
    worker.drain();

    assertThat(outbox.rows).containsOnlyKeys("1", "3");
    assertThat(cognito.usersByIdentity).containsOnlyKeys(ALICES);
    assertThat(outbox.rows.get("1").failure.remedy()).contains("server option pools");
    assertThat(told.log).containsExactly("unbound demo", "unbound null");
  }

  @Test
  void prolongsClaimWhileItWorks() {
    IntStream.range(0, 10).forEach(i -> outbox.add("" + i, removal("user-" + i, null)));
    cognito.before = () -> clock.advance(Duration.ofSeconds(4));

    worker.drain();

    assertThat(outbox.prolonged).isGreaterThanOrEqualTo(4);
    assertThat(outbox.rows).isEmpty();
  }

  @Test
  void stopsWhenClaimIsLost() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES));
    cognito.before = () -> clock.advance(Duration.ofSeconds(10));
    outbox.claimsAreLost = true;

    worker.drain();

    assertThat(cognito.usersByIdentity).containsKey(ALICES);
    assertThat(told.outcomes).isEmpty();
  }

  @Test
  void givesEntriesFreeWhenServerStops() {
    cognito.put(ALICES, "alice");
    outbox.add("1", removal("alice", ALICES));
    outbox.add("2", removal("bob", null));
    cognito.before = () -> stopping = true;

    worker.drain();
    worker.drain();

    assertThat(outbox.rows.values()).hasSize(2).allMatch(row -> row.claim == null);
    assertThat(cognito.calls).containsExactly("usersOf " + ALICES);
  }

  @Test
  void wakesPoolThatIsPaused() {
    outbox.add("1", removal("alice", null));
    cognito.refusals.put("identityOf", failure(Kind.AWS_DENIED));
    worker.drain();
    cognito.refusals.clear();
    outbox.rows.get("1").due = clock.instant();
    worker.drain();
    assertThat(outbox.rows).isNotEmpty();

    worker.wake(Samples.POOL_ID);
    worker.wake(OTHER_POOL);
    worker.drain();

    assertThat(outbox.rows).isEmpty();
  }

  @Test
  void tellsOfLongWorkOnly() {
    IntStream.range(0, 2_100).forEach(i -> outbox.add("" + i, removal("user-" + i, null)));

    worker.drain();

    assertThat(told.log).containsExactly("progress 1020", "progress 2040");
  }

  @Test
  void tellsOfSlowWorkEachHalfMinute() {
    IntStream.range(0, 180).forEach(i -> outbox.add("" + i, removal("user-" + i, null)));
    cognito.before = () -> clock.advance(Duration.ofMillis(300));

    worker.drain();

    assertThat(told.log).containsExactly("progress 120");
  }

  @Test
  void measuresOutbox() {
    outbox.add("1", removal("alice", null));

    worker.measure();

    assertThat(told.depth.queued()).isEqualTo(1);
  }
}
