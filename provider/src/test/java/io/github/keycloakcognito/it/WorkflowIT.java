package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A workflow of the realm")
class WorkflowIT {

  @Test
  @DisplayName("that removes a user has the identity removed")
  void deleteUser(Stack stack) {
    TestRealm realm = TestRealm.in(stack);
    OutboxDoor outbox = new OutboxDoor(RealmAdmins.of(stack, realm));
    String alice = realm.userId("alice");
    String bob = realm.userId("bob");
    realm.exchange(realm.accessToken("alice", "app"));
    realm.exchange(realm.accessToken("bob", "app"));
    String workflow =
        realm
            .admin()
            .create(
                realm.path("/workflows"),
                Map.of("name", "leavers", "steps", List.of(Map.of("uses", "delete-user"))));

    realm.admin().post(realm.path("/workflows/" + workflow + "/activate/USERS/" + alice), Map.of());

    OutboxDoor.await().until(() -> realm.userId("alice").isEmpty());
    assertThat(outbox.only().path("user").asText()).isEqualTo(alice);
    outbox.awaitEmpty();
    LocalIdentities identities = new LocalIdentities(stack.cognito());
    assertThat(identities.of(alice)).isEmpty();
    assertThat(identities.of(bob)).isPresent();
  }
}
