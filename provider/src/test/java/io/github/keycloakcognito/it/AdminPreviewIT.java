package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StackExtension.class)
@DisplayName("The preview of a pool")
class AdminPreviewIT {

  private TestRealm realm;
  private RealmAdmins admins;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
    admins = RealmAdmins.of(running, realm);
    stack.cognito().resetCalls();
  }

  @AfterEach
  void awsIsNotAsked() {
    assertThat(stack.cognito().calls()).isEmpty();
    assertThat(realm.events("TOKEN_EXCHANGE")).isEmpty();
    assertThat(admins.events()).isEmpty();
  }

  @Test
  @DisplayName("tells what a user and client would get")
  void allowed() {
    ConsoleIT.role(realm, "data-reader", "arn:aws:iam::123456789012:role/DataReader");
    ConsoleIT.grant(realm, "alice", "data-reader");

    Answer byName = preview("users-viewer", "alice", "app");
    Answer byId = preview("users-viewer", realm.userId("alice"), "app");
    Answer nameless = preview("viewer", "alice", "app");

    assertThat(byName.status()).as(byName.body()).isEqualTo(200);
    assertThat(byName.body()).isEqualTo(byId.body());
    assertThat(byName.json().path("allowed").asBoolean()).isTrue();
    assertThat(byName.text("user")).isEqualTo(realm.userId("alice"));
    assertThat(verdict(byName, "scope")).isEqualTo("depends");
    assertThat(verdict(byName, "allowed-client")).isEqualTo("allowed");
    JsonNode role = byName.json().path("roles").path(0);
    assertThat(role.path("name").asText()).isEqualTo("data-reader");
    assertThat(role.path("verdict").asText()).isEqualTo("allowed");
    assertThat(role.path("sessionName").asText()).isEqualTo("alice");
    assertThat(nameless.json().path("roles").path(0).has("sessionName")).isFalse();
  }

  @Test
  @DisplayName("names each rule that refuses")
  void refused() {
    ConsoleIT.role(realm, "s3", "arn:aws-cn:iam::123456789012:role/Unbound");
    ConsoleIT.grant(realm, "bob", "s3");
    realm
        .admin()
        .put(
            realm.path("/users/" + realm.userId("bob")),
            Map.of("enabled", false, "requiredActions", List.of("UPDATE_PASSWORD")));
    realm.changePool(
        Map.of(
            "identityPoolId",
            List.of("eu-west-1:00000000-0000-4000-8000-0000000000ff"),
            "requiredScope",
            List.of("aws"),
            "minimumAcr",
            List.of("2")));

    Answer answer = preview("viewer", "bob", "other");

    assertThat(answer.json().path("allowed").asBoolean(true)).isFalse();
    assertThat(
            List.of("user", "required-action", "allowed-client", "scope", "binding").stream()
                .map(rule -> verdict(answer, rule)))
        .as(answer.body())
        .containsOnly("refused");
    assertThat(verdict(answer, "client")).isEqualTo("allowed");
    assertThat(verdict(answer, "service-account")).isEqualTo("allowed");
    assertThat(verdict(answer, "sign-in")).isEqualTo("depends");
    JsonNode role = answer.json().path("roles").path(0);
    assertThat(role.path("verdict").asText()).isEqualTo("refused");
    assertThat(role.path("reason").asText()).contains("not bound");
  }

  @ParameterizedTest
  @CsvSource({
    "default, nobody, app, 404",
    "default, alice, nothing, 404",
    "nowhere, alice, app, 404",
    "default, '', app, 400",
    "default, alice, '', 400"
  })
  @DisplayName("is of a user, a client and a pool of the realm")
  void unknown(String pool, String user, String client, int status) {
    Answer answer =
        admins.get("viewer", "/pools/" + pool + "/preview?user=" + user + "&client=" + client);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.text("message")).isNotBlank();
  }

  private Answer preview(String admin, String user, String client) {
    return admins.get(admin, "/pools/default/preview?user=" + user + "&client=" + client);
  }

  private static String verdict(Answer answer, String rule) {
    for (JsonNode each : answer.json().path("rules")) {
      if (each.path("rule").asText().equals(rule)) {
        return each.path("verdict").asText();
      }
    }
    throw new AssertionError("no " + rule + " in " + answer.body());
  }
}
