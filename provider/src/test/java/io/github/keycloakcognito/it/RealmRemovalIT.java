package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("The identities of users who go without an event for each")
class RealmRemovalIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final Stack stack;
  private final LocalIdentities identities;
  private TestRealm realm;

  RealmRemovalIT(Stack stack) {
    this.stack = stack;
    this.identities = new LocalIdentities(stack.cognito());
  }

  @BeforeEach
  void newRealm() {
    realm = TestRealm.in(stack);
  }

  @Test
  @DisplayName("follow a removed realm, and no other realm's do")
  void removedRealm() {
    TestRealm other = TestRealm.in(stack);
    String stays = exchange(other, "alice");
    String alice = exchange(realm, "alice");
    String bob = exchange(realm, "bob");

    realm.admin().delete(realm.path(""));

    awaitGone(alice);
    awaitGone(bob);
    assertThat(identities.exists(stays)).isTrue();
    JsonNode sweep = sweepOf(realm.name());
    assertThat(sweep.path("state").asText()).isEqualTo("done");
    assertThat(sweep.path("listed").asInt()).isEqualTo(2);
    assertThat(sweep.path("mended").asInt()).isEqualTo(2);
    assertThat(RealmAdmins.of(stack, other).get("viewer", "/reconcile").json().path("jobs"))
        .isEmpty();
  }

  @Test
  @DisplayName("stay where the pool says keep")
  void kept() {
    realm.changePool(Map.of("userDeletion", List.of("keep")));
    String alice = exchange(realm, "alice");
    TestRealm other = TestRealm.in(stack);
    String follows = exchange(other, "alice");

    realm.admin().delete(realm.path(""));
    other.admin().delete(other.path(""));

    awaitGone(follows);
    assertThat(identities.exists(alice)).isTrue();
    assertThat(sweepOf(realm.name())).isNull();
  }

  private void awaitGone(String identity) {
    await().atMost(LONG).until(() -> !identities.exists(identity));
  }

  /** Null if there is none. */
  private JsonNode sweepOf(String realmName) {
    for (JsonNode job : realm.admin().get("/realms/master/cognito/reconcile").path("jobs")) {
      if (job.path("realm").asText().equals(realmName)) {
        return job;
      }
    }
    return null;
  }

  private static String exchange(TestRealm realm, String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }
}
