package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("An entry of the outbox that a worker is at")
class ClaimedEntryIT {

  private static final String LOOKUP = "LookupDeveloperIdentity";
  private static final String DELETE = "DeleteIdentities";

  private Stack stack;
  private TestRealm realm;
  private RealmAdmins admins;
  private OutboxDoor outbox;
  private LocalIdentities identities;
  private String identity;

  @BeforeEach
  void userWithIdentity(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
    admins = RealmAdmins.of(running, realm);
    outbox = new OutboxDoor(admins);
    identities = new LocalIdentities(running.cognito());
    identity = exchange("alice");
  }

  @Test
  @DisplayName("is not done twice where it is retried")
  void retried() {
    JsonNode entry = removeAliceUntil(DELETE);
    String path = "/outbox/" + entry.path("id").asText();

    Answer retried = admins.post("manager", path + "/retry");

    assertThat(retried.status()).as(retried.body()).isEqualTo(200);
    assertThat(retried.json()).as("left as it was").isEqualTo(entry);
    stack.cognito().clearFaults();
    outbox.awaitEmpty();
    assertThat(identities.exists(identity)).isFalse();
    assertThat(stack.cognito().calls()).containsEntry(DELETE, 1L);
    assertThat(admins.post("manager", path + "/retry").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("is lost to the worker where it is dropped, and no other entry is")
  void dropped() {
    String bobs = exchange("bob");
    String bob = realm.userId("bob");
    JsonNode entry = removeAliceUntil(LOOKUP);
    remove("bob");
    String path = "/outbox/" + entry.path("id").asText();

    Answer dropped = admins.delete("manager", path);

    assertThat(dropped.status()).as(dropped.body()).isEqualTo(200);
    assertThat(dropped.json()).isEqualTo(entry);
    assertThat(admins.delete("manager", path).status()).isEqualTo(404);
    // The worker comes to bob's when it has given up on alice's: its call was not answered.
    OutboxDoor.await().until(() -> outbox.only().has("cause"));
    assertThat(outbox.only().path("user").asText()).isEqualTo(bob);
    assertThat(outbox.only().path("attempts").asInt()).isZero();
    stack.cognito().clearFaults();
    outbox.retry();
    outbox.awaitEmpty();
    assertThat(identities.exists(bobs)).isFalse();
    assertThat(identities.exists(identity)).as("of the dropped one").isTrue();
  }

  /** The entry, once a worker waits for the answer of {@code operation}. */
  private JsonNode removeAliceUntil(String operation) {
    stack.cognito().faults(List.of(Fault.hang(operation)));
    stack.cognito().resetCalls();
    remove("alice");
    OutboxDoor.await().until(() -> stack.cognito().calls().containsKey(operation));
    return outbox.only();
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private void remove(String user) {
    realm.admin().delete(realm.path("/users/" + realm.userId(user)));
  }
}
