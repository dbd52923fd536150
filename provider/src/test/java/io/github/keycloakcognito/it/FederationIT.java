package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.ReconcileDoor.kindsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPException;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("The identity of a user out of an LDAP directory")
class FederationIT {

  private final Stack stack;
  private final LocalIdentities identities;
  private TestRealm realm;
  private Directory directory;

  FederationIT(Stack stack) {
    this.stack = stack;
    this.identities = new LocalIdentities(stack.cognito());
  }

  @BeforeEach
  void twoUsersInTheDirectory() throws LDAPException {
    realm = TestRealm.in(stack);
    directory = Directory.start();
    directory.add("carol");
    directory.add("dan");
  }

  @AfterEach
  void stopDirectory() {
    directory.close();
  }

  @Test
  @DisplayName("goes once Keycloak sees that the directory no longer has the user")
  void deletedInDirectory() throws LDAPException {
    LdapStorage.of(realm, directory, true);
    String carol = exchange("carol");
    String dan = exchange("dan");

    directory.remove("carol");
    assertThat(realm.userId("carol")).as("at a look").isEmpty();

    awaitGone(carol);
    assertThat(exchange("dan")).isEqualTo(dan);
  }

  @ParameterizedTest(name = "goes with the user storage, imported: {0}")
  @ValueSource(booleans = {true, false})
  void removedStorage(boolean imported) {
    String alice = exchange("alice");
    LdapStorage storage = LdapStorage.of(realm, directory, imported);
    String carol = exchange("carol");
    assertThat(realm.userId("carol").startsWith("f:")).isEqualTo(!imported);

    storage.remove();

    awaitGone(carol);
    assertThat(exchange("alice")).isEqualTo(alice);
  }

  @Test
  @DisplayName(
      "goes with imported users, of whose removal Keycloak tells nobody, not with new ones")
  void removedImports() {
    String alice = exchange("alice");
    LdapStorage storage = LdapStorage.of(realm, directory, true);
    String before = exchange("carol");

    storage.removeImportedUsers();
    String after = exchange("carol");

    assertThat(after).isNotEqualTo(before);
    awaitGone(before);
    assertThat(exchange("carol")).isEqualTo(after);
    assertThat(exchange("alice")).isEqualTo(alice);
  }

  @Test
  @DisplayName("is found by a reconcile job where Keycloak keeps nothing of the user")
  void orphan() throws LDAPException {
    LdapStorage.of(realm, directory, false);
    String carol = exchange("carol");
    String dan = exchange("dan");
    RealmAdmins admins = RealmAdmins.of(stack, realm);
    ReconcileDoor jobs = new ReconcileDoor(admins);
    directory.remove("carol");

    JsonNode dry = jobs.run("{}");
    assertThat(kindsOf(dry, carol)).containsExactly("orphan");
    assertThat(kindsOf(dry, dan)).isEmpty();
    assertThat(new OutboxDoor(admins).list("").json().path("entries")).isEmpty();

    stack.cognito().faults(List.of(Fault.throttle("DeleteIdentities")));
    JsonNode mended = jobs.run("{\"dry_run\":false}");
    assertThat(mended.path("orphans").asInt()).as(mended.toString()).isEqualTo(1);
    assertThat(mended.path("mended").asInt()).isEqualTo(1);
    assertWaitsForDirectory(new OutboxDoor(admins), carol);
    assertThat(exchange("dan")).isEqualTo(dan);
  }

  /** Alone: in the same call to Cognito there was another user, of Keycloak's own. */
  private void assertWaitsForDirectory(OutboxDoor outbox, String carol) throws LDAPException {
    String alice = exchange("alice");
    realm.admin().delete(realm.path("/users/" + realm.userId("alice")));
    OutboxDoor.await()
        .until(() -> outbox.list("").json().path("entries").findValues("cause").size() == 2);
    directory.goDown();
    stack.cognito().clearFaults();

    outbox.retry();
    awaitGone(alice);
    OutboxDoor.await()
        .until(() -> outbox.only().path("cause").asText().startsWith("StorageUnavailable"));
    assertThat(outbox.only().path("attempts").asInt()).isZero();
    assertThat(identities.exists(carol)).isTrue();

    directory.comeBack();
    outbox.retry();
    awaitGone(carol);
  }

  @Test
  @DisplayName("stays while nobody can ask the directory, which other realms' jobs need not")
  void unreachable() throws LDAPException {
    LdapStorage.of(realm, directory, false);
    String carol = exchange("carol");
    ReconcileDoor jobs = new ReconcileDoor(RealmAdmins.of(stack, realm));
    ReconcileDoor others = new ReconcileDoor(RealmAdmins.of(stack, TestRealm.in(stack)));
    directory.goDown();

    Answer started = jobs.start("{\"dry_run\":false}");
    assertThat(started.status()).as(started.body()).isEqualTo(200);
    JsonNode stuck = jobs.newest(job -> job.has("cause"));
    assertThat(stuck.path("state").asText()).isEqualTo("running");
    assertThat(stuck.path("mended").asInt()).isZero();
    assertThat(others.run("{}").path("state").asText()).isEqualTo("done");

    directory.comeBack();
    JsonNode job = jobs.ended();
    assertThat(job.path("state").asText()).isEqualTo("done");
    assertThat(kindsOf(job, carol)).isEmpty();
    assertThat(exchange("carol")).isEqualTo(carol);
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private void awaitGone(String identity) {
    OutboxDoor.await().until(() -> !identities.exists(identity));
  }
}
