package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.ReconcileDoor.kindsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A reconcile job that may remove what nobody here knows")
class ReconcileMendsIT {

  private static final String LIST = "ListIdentities";
  private static final String LOOKUP = "LookupDeveloperIdentity";
  private static final String DELETE = "DeleteIdentities";
  private static final String ALL = "{\"dry_run\":false,\"unknown\":true}";

  private Stack stack;
  private LocalIdentities identities;
  private TestRealm realm;
  private RealmAdmins admins;
  private ReconcileDoor jobs;
  private OutboxDoor outbox;

  @BeforeEach
  void newRealm(Stack running) {
    stack = running;
    identities = new LocalIdentities(running.cognito());
    realm = TestRealm.in(running);
    admins = RealmAdmins.of(running, realm);
    jobs = new ReconcileDoor(admins);
    outbox = new OutboxDoor(admins);
  }

  @Test
  @DisplayName("does so, and to nothing that a living user has a part in")
  void unknown() {
    String alice = exchange("alice");
    String foreign = identities.make(realm.name() + "-unknown");
    String shared = exchange("bob");
    identities.merge(realm.name() + "-shared", realm.userId("bob"));
    stack.cognito().resetCalls();

    JsonNode dry = jobs.run("{\"unknown\":true}");
    assertThat(kindsOf(dry, foreign)).containsExactly("unknown");
    assertThat(dry.path("mended").asInt()).isZero();
    JsonNode careful = jobs.run("{\"dry_run\":false}");
    assertThat(kindsOf(careful, foreign)).containsExactly("unknown");
    assertThat(careful.path("mended").asInt()).isZero();
    assertThat(outbox.list("").json().path("entries")).isEmpty();
    assertThat(stack.cognito().calls()).doesNotContainKey(DELETE);
    assertThat(identities.exists(foreign)).isTrue();

    JsonNode all = jobs.run(ALL);
    assertThat(kindsOf(all, foreign)).containsExactly("unknown");
    assertThat(kindsOf(all, alice)).isEmpty();
    assertThat(kindsOf(all, shared)).isEmpty();
    assertThat(all.path("mended").asInt()).isEqualTo(all.path("unknown").asInt());
    assertNotCancelled(all.path("id").asText());
    outbox.awaitEmpty();
    assertThat(identities.exists(foreign)).isFalse();
    assertThat(exchange("alice")).isEqualTo(alice);
    assertThat(exchange("bob")).isEqualTo(shared);
    assertThat(identities.of(realm.name() + "-shared")).contains(shared);
  }

  @Test
  @DisplayName("mends nothing and goes no further once it is cancelled")
  void cancelled() {
    List<String> foreign =
        IntStream.rangeClosed(0, 60)
            .mapToObj(i -> identities.make(realm.name() + "-" + i))
            .toList();
    stack.cognito().resetCalls();
    stack.cognito().faults(List.of(Fault.hang(LOOKUP)));
    String id = jobs.start(ALL).text("id");
    OutboxDoor.await().until(() -> stack.cognito().calls().containsKey(LOOKUP));

    Answer cancelled = admins.delete("manager", ReconcileDoor.PATH + "?id=" + id);
    assertThat(cancelled.text("state")).as(cancelled.body()).isEqualTo("cancelled");
    stack.cognito().clearFaults();
    stack.log("reconcile job " + id + " leaves off");

    assertThat(stack.cognito().calls())
        .as("of two pages at least")
        .containsEntry(LIST, 1L)
        .doesNotContainKey(DELETE);
    JsonNode job = jobs.ended();
    assertThat(job.path("id").asText()).isEqualTo(id);
    assertThat(job.path("state").asText()).isEqualTo("cancelled");
    assertThat(job.path("findings")).isEmpty();
    assertThat(outbox.list("").json().path("entries")).isEmpty();
    assertThat(foreign).allMatch(identities::exists);
    assertNotCancelled(id);
    identities.deleteAll(foreign);
  }

  private void assertNotCancelled(String job) {
    Answer late = admins.delete("manager", ReconcileDoor.PATH + "?id=" + job);
    Refusal.NOT_FOUND.check(late, realm.name());
    assertThat(late.text("error_description")).isEqualTo("No such job runs.");
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }
}
