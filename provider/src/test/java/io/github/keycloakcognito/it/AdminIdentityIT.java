package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("An admin")
class AdminIdentityIT {

  private static final String UNKNOWN = "eu-west-1:00000000-0000-4000-8000-0000000000ff";
  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

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

  @Test
  @DisplayName("looks identities up in both directions")
  void lookup() {
    String identity = exchange("alice");

    Answer ofUser = admins.get("viewer", of("alice"));
    Answer users = admins.get("users-viewer", "/identities/" + identity);
    Answer nameless = admins.get("viewer", "/identities/" + identity);

    assertThat(ofUser.status()).as(ofUser.body()).isEqualTo(200);
    assertThat(ofUser.header("Cache-Control")).hasValue("no-store");
    assertThat(ofUser.text("IdentityId")).isEqualTo(identity);
    assertThat(ofUser.text("IdentityPoolId")).isEqualTo(Stack.POOL_ID);
    assertThat(ofUser.json().path("Logins").path(0).asText()).isEqualTo(Stack.DEVELOPER_PROVIDER);
    assertThat(ofUser.text("CreationDate")).isNotBlank();
    JsonNode found = users.json().path("users");
    assertThat(found).hasSize(1);
    assertThat(found.path(0).path("id").asText()).isEqualTo(realm.userId("alice"));
    assertThat(found.path(0).path("username").asText()).isEqualTo("alice");
    assertThat(users.json().path("others").asInt()).isZero();
    assertThat(nameless.json().path("users").path(0).has("username")).isFalse();
    assertThat(admins.events()).isEmpty();
  }

  @Test
  @DisplayName("is not told users of other realms that share the pool")
  void otherRealms() {
    TestRealm other = TestRealm.in(stack);
    String identity = other.exchange(other.accessToken("alice", "app")).text("IdentityId");

    Answer users = admins.get("users-viewer", "/identities/" + identity);

    assertThat(users.json().path("users")).isEmpty();
    assertThat(users.json().path("others").asInt()).isEqualTo(1);
    refuse(
        Refusal.NOT_FOUND, admins.get("manager", "/users/" + other.userId("alice") + "/identity"));
  }

  @Test
  @DisplayName("deletes an identity, and the next exchange makes a new one")
  void delete() {
    String identity = exchange("alice");

    Answer deleted = admins.delete("manager", of("alice"));

    assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
    assertThat(deleted.text("IdentityId")).isEqualTo(identity);
    refuse(Refusal.NOT_FOUND, admins.get("viewer", of("alice")));
    refuse(Refusal.NOT_FOUND, admins.delete("manager", of("alice")));
    assertThat(exchange("alice")).isNotEqualTo(identity);
    JsonNode event = lastWith("operationType", "DELETE");
    assertThat(event.path("error").asText()).isEqualTo("not_found");
    JsonNode first = admins.events().get(1);
    assertThat(first.path("error").asText()).isEmpty();
    assertThat(first.path("resourceType").asText()).isEqualTo("COGNITO_IDENTITY");
    assertThat(first.path("resourcePath").asText())
        .isEqualTo("cognito/users/" + realm.userId("alice") + "/identity");
    assertThat(first.path("details").path("identity_id").asText()).isEqualTo(identity);
    assertThat(first.path("authDetails").path("userId").asText())
        .isEqualTo(realm.userId("manager"));
  }

  @Test
  @DisplayName("merges two users' identities")
  void merge() {
    exchange("alice");
    String bob = exchange("bob");
    String body = "{\"source\":\"" + realm.userId("alice") + "\"}";

    Answer merged = admins.call("manager", "POST", of("bob") + "/merge", body);

    assertThat(merged.status()).as(merged.body()).isEqualTo(200);
    assertThat(merged.text("IdentityId")).isEqualTo(bob);
    assertThat(exchange("alice")).isEqualTo(bob).isEqualTo(exchange("bob"));
    JsonNode users = admins.get("users-viewer", "/identities/" + bob).json().path("users");
    assertThat(users).hasSize(2);
    JsonNode event = lastWith("operationType", "ACTION");
    assertThat(event.path("resourcePath").asText())
        .isEqualTo("cognito/users/" + realm.userId("bob") + "/identity/merge");
    assertThat(event.path("details").path("source").asText()).isEqualTo(realm.userId("alice"));
  }

  @Test
  @DisplayName("merges nothing that is not two users of the realm with identities")
  void mergeRefused() {
    exchange("alice");
    String path = of("alice") + "/merge";
    String alice = realm.userId("alice");
    stack.cognito().resetCalls();

    refuse(Refusal.INVALID_REQUEST, admins.post("manager", path));
    refuse(Refusal.INVALID_REQUEST, merge(path, "{\"source\":\"\"}"));
    refuse(Refusal.INVALID_REQUEST, merge(path, "{\"source\":\"" + alice + "\"}"));
    refuse(Refusal.INVALID_REQUEST, merge(path, "{\"source\":[\"a\"]}"));
    refuse(Refusal.INVALID_REQUEST, merge(path, "{"));
    refuse(Refusal.NOT_FOUND, merge(path, "{\"source\":\"" + NOBODY + "\"}"));
    assertThat(stack.cognito().calls()).isEmpty();
    assertThat(admins.events()).isEmpty();
    refuse(Refusal.NOT_FOUND, merge(path, "{\"source\":\"" + realm.userId("bob") + "\"}"));
  }

  private Answer merge(String path, String body) {
    return admins.call("manager", "POST", path, body);
  }

  @Test
  @DisplayName("unlinks a developer login")
  void unlink() {
    String identity = exchange("alice");

    Answer unlinked = admins.post("manager", of("alice") + "/unlink");

    assertThat(unlinked.status()).as(unlinked.body()).isEqualTo(200);
    assertThat(unlinked.text("IdentityId")).isEqualTo(identity);
    refuse(Refusal.NOT_FOUND, admins.get("viewer", of("alice")));
    refuse(Refusal.NOT_FOUND, admins.post("manager", of("alice") + "/unlink"));
    assertThat(exchange("alice")).isNotEqualTo(identity);
    assertThat(admins.events().toString()).contains(identity, "identity/unlink");
  }

  @Test
  @DisplayName("with view-realm only reads")
  void viewer() {
    exchange("alice");
    stack.cognito().resetCalls();

    refuse(Refusal.ACCESS_DENIED, admins.delete("viewer", of("alice")));
    refuse(Refusal.ACCESS_DENIED, admins.post("viewer", of("alice") + "/merge"));
    refuse(Refusal.ACCESS_DENIED, admins.post("viewer", of("alice") + "/unlink"));
    refuse(Refusal.ACCESS_DENIED, admins.post("viewer", "/pools/default/check"));
    assertThat(stack.cognito().calls()).isEmpty();
    assertThat(admins.events()).isEmpty();
    assertThat(admins.get("manager", of("alice")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/x/identity", "/identities/x", "/pools/default/preview"})
  @DisplayName("has to be one of this realm")
  void noAdmin(String path) {
    TestRealm other = TestRealm.in(stack);
    RealmAdmins others = RealmAdmins.of(stack, other);

    assertThat(realm.http().send(admins.request("GET", path, null)).status()).isEqualTo(401);
    assertThat(bearer("nonsense", path)).isEqualTo(401);
    assertThat(bearer(others.token("manager"), path)).isEqualTo(403);
    refuse(Refusal.ACCESS_DENIED, admins.get("alice", path));
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private int bearer(String token, String path) {
    return realm
        .http()
        .send(admins.request("GET", path, null).header("Authorization", "Bearer " + token))
        .status();
  }

  @Test
  @DisplayName("is told what is not there")
  void unknown() {
    admins.addPool("foreign", Map.of("identityPoolId", List.of(UNKNOWN)));
    refuse(Refusal.NOT_FOUND, admins.get("viewer", "/users/" + NOBODY + "/identity"));
    refuse(Refusal.NOT_FOUND, admins.get("viewer", of("alice") + "?pool=nowhere"));
    Refusal bound = new Refusal(403, "access_denied", null, false);
    assertThat(admins.get("viewer", of("alice") + "?pool=foreign").status())
        .isEqualTo(bound.status());
    refuse(Refusal.INVALID_REQUEST, admins.get("viewer", "/identities/nonsense"));
    refuse(
        Refusal.INVALID_REQUEST,
        admins.get("viewer", "/identities/" + UNKNOWN.replace("eu-west-1", "us-east-1")));
    assertThat(stack.cognito().calls()).isEmpty();
    refuse(Refusal.NOT_FOUND, admins.get("viewer", of("alice")));
    refuse(Refusal.NOT_FOUND, admins.get("viewer", "/identities/" + UNKNOWN));
  }

  @Test
  @DisplayName("is told AWS's cause and the remedy")
  void trouble() {
    exchange("alice");
    stack
        .cognito()
        .faults(
            List.of(
                Fault.error(
                    "LookupDeveloperIdentity",
                    "AccessDeniedException",
                    "not authorized to perform: cognito-identity:LookupDeveloperIdentity")));

    Answer denied = admins.get("viewer", of("alice"));

    assertThat(denied.status()).isEqualTo(502);
    assertThat(denied.text("error")).isEqualTo("aws_denied");
    assertThat(denied.text("cause")).contains("LookupDeveloperIdentity");
    assertThat(denied.text("remedy")).isNotBlank();

    stack.cognito().faults(List.of(Fault.hang("DeleteIdentities")));
    assertThat(admins.delete("manager", of("alice")).status()).isEqualTo(504);
    assertThat(admins.events().get(0).path("error").asText()).isEqualTo("timeout");
  }

  @Test
  @DisplayName("gets less where Keycloak may not describe identities")
  void withoutDescribe() {
    String identity = exchange("alice");
    stack.cognito().faults(List.of(Fault.error("DescribeIdentity", "AccessDeniedException", "no")));

    Answer answer = admins.get("viewer", of("alice"));

    assertThat(answer.text("IdentityId")).isEqualTo(identity);
    assertThat(answer.json().has("Logins")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=x", "text/plain", "nonsense", "a/b/c"})
  @DisplayName("sends JSON or a form")
  void contentTypes(String type) {
    Answer answer =
        realm
            .http()
            .send(
                admins
                    .request("POST", of("alice") + "/merge", null)
                    .method("POST", BodyPublishers.ofString("source=a"))
                    .header("Content-Type", type)
                    .header("Authorization", "Bearer " + admins.token("manager")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private String of(String user) {
    return "/users/" + realm.userId(user) + "/identity";
  }

  private void refuse(Refusal expected, Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(expected.status());
    assertThat(answer.text("error")).isEqualTo(expected.error()).isEqualTo(answer.text("Code"));
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    // Admins are told AWS's error codes, which end like the names of Java's exceptions.
    assertThat(answer.body()).doesNotContain("java.", "io.github", "software.amazon", "\\tat ");
  }

  private JsonNode lastWith(String member, String value) {
    JsonNode last = admins.events().get(0);
    assertThat(last.path(member).asText()).isEqualTo(value);
    return last;
  }
}
