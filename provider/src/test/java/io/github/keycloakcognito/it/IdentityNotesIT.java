package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("What an admin changes at AWS stands with the users")
class IdentityNotesIT {

  private TestRealm realm;
  private RealmAdmins admins;

  @BeforeEach
  void realm(Stack stack) {
    realm = TestRealm.in(stack);
    admins = RealmAdmins.of(stack, realm);
  }

  @Test
  @DisplayName("merged users have one identity, and none once it is deleted")
  void merged() {
    String former = exchange("alice");
    String bobs = exchange("bob");
    assertThat(attribute("alice")).isEqualTo(former);

    assertThat(
            admins
                .call(
                    "manager",
                    "POST",
                    of("bob") + "/merge",
                    "{\"source\":\"" + realm.userId("alice") + "\"}")
                .status())
        .isEqualTo(200);
    assertThat(attribute("alice")).isEqualTo(bobs);
    assertThat(attribute("bob")).isEqualTo(bobs);

    assertThat(admins.delete("manager", of("bob")).status()).isEqualTo(200);
    assertThat(attribute("alice")).isEmpty();
    assertThat(attribute("bob")).isEmpty();
    assertThat(exchange("alice")).isNotIn(former, bobs).isEqualTo(attribute("alice"));
  }

  @Test
  @DisplayName("an unlinked user has none until the next exchange")
  void unlinked() {
    String former = exchange("alice");

    assertThat(admins.call("manager", "POST", of("alice") + "/unlink", "{}").status())
        .isEqualTo(200);

    assertThat(attribute("alice")).isEmpty();
    assertThat(exchange("alice")).isNotEqualTo(former).isEqualTo(attribute("alice"));
  }

  @Test
  @DisplayName("what AWS does not do changes nothing")
  void refused() {
    String identityId = exchange("alice");

    assertThat(
            admins
                .call(
                    "manager",
                    "POST",
                    of("alice") + "/merge",
                    "{\"source\":\"" + realm.userId("bob") + "\"}")
                .status())
        .isNotEqualTo(200);

    assertThat(attribute("alice")).isEqualTo(identityId);
    assertThat(attribute("bob")).isEmpty();
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private String of(String user) {
    return "/users/" + realm.userId(user) + "/identity";
  }

  private String attribute(String user) {
    return realm
        .admin()
        .get(realm.path("/users/" + realm.userId(user)))
        .path("attributes")
        .path("cognito.identity-id")
        .path(0)
        .asText();
  }
}
