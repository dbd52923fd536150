package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A removal that Keycloak takes back")
class RolledBackRemovalIT {

  private Stack stack;
  private TestRealm realm;
  private OutboxDoor outbox;
  private String alice;
  private String identity;

  @BeforeEach
  void userWithIdentity(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
    outbox = new OutboxDoor(RealmAdmins.of(running, realm));
    alice = realm.userId("alice");
    identity = exchange("alice");
  }

  /** Keycloak removes the user, and then misses the storage that is to have a say in it. */
  @Test
  @DisplayName("since a user storage is switched off, leaves no trace")
  void refused() {
    LdapStorage.switchedOff(realm).link("alice");

    Answer refused = realm.admin().call("DELETE", realm.path("/users/" + alice), null);

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertNothingHappened();
    assertThat(realm.admin().get(realm.path("/users/" + alice)).path("username").asText())
        .isEqualTo("alice");
  }

  /** Users that are to be overwritten are removed first. */
  @Test
  @DisplayName("since an import breaks off, leaves no trace")
  void brokenImport() {
    Answer refused =
        realm
            .admin()
            .call(
                "POST",
                realm.path("/partialImport"),
                Map.of(
                    "ifResourceExists",
                    "OVERWRITE",
                    "users",
                    List.of(
                        TestRealm.user("alice"),
                        Map.of("username", "twin", "email", "alice@example.org"))));

    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertNothingHappened();
    assertThat(realm.userId("alice")).isEqualTo(alice);
    assertThat(exchange("alice")).isEqualTo(identity);
  }

  /** The removal of another user, which comes later, is done: alice's would be, too. */
  private void assertNothingHappened() {
    assertThat(outbox.list("").json().path("entries")).isEmpty();
    exchange("bob");
    String bob = realm.userId("bob");
    stack.cognito().resetCalls();
    realm.admin().delete(realm.path("/users/" + bob));
    JsonNode entry = outbox.only();
    assertThat(entry.path("user").asText()).isEqualTo(bob);
    outbox.awaitEmpty();
    assertThat(new LocalIdentities(stack.cognito()).of(alice)).contains(identity);
    assertThat(stack.cognito().calls()).containsEntry("DeleteIdentities", 1L);
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }
}
