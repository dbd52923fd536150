package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("The identity of a removed user")
class OutboxIT {

  private TestRealm realm;
  private RealmAdmins admins;

  @BeforeEach
  void realm(Stack running) {
    realm = TestRealm.in(running);
    admins = RealmAdmins.of(running, realm);
  }

  @Test
  @DisplayName("is deleted")
  void deleted() {
    String identity = exchange("alice");

    realm.admin().delete(realm.path("/users/" + realm.userId("alice")));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(admins.get("viewer", "/identities/" + identity).status())
                    .isEqualTo(404));
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }
}
