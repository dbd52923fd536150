package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller's identity: shown by its door, as a user attribute and as a claim. */
@ExtendWith(StackExtension.class)
class IdentityIT {

  private static final String ATTRIBUTE = "cognito.identity-id";
  private static final String CLAIM = "cognito_identity_id";

  private static Stack stack;
  private static TestRealm realm;

  @BeforeAll
  static void realm(Stack running) {
    stack = running;
    realm = TestRealm.in(stack);
    for (String user : List.of("carol", "dave", "erin", "frank", "grace")) {
      realm.admin().create(realm.path("/users"), TestRealm.user(user));
    }
  }

  @Test
  void tellsIdentityItsLoginsAndItsDates() {
    String token = realm.accessToken("alice", "app");
    String identityId = realm.exchange(token).text("IdentityId");

    Answer answer = identity(token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("IdentityId")).isEqualTo(identityId);
    assertThat(answer.text("IdentityPoolId")).isEqualTo(Stack.POOL_ID);
    assertThat(answer.json().path("Logins")).hasSize(1);
    assertThat(answer.json().path("Logins").path(0).asText()).isEqualTo(Stack.DEVELOPER_PROVIDER);
    assertThat(answer.text("CreationDate")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(answer.text("LastModifiedDate"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void asksButNeverMakesOne() {
    String token = realm.accessToken("bob", "app");

    for (int i = 0; i < 2; i++) {
      Answer answer = identity(token);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text("error")).isEqualTo("not_found");
    }
    assertThat(attribute("bob")).isEmpty();
  }

  @Test
  void wantsClientAndScopeOfPool() {
    assertThat(identity(realm.accessToken("alice", "other")).status()).isEqualTo(403);
    assertThat(identity(realm.tokens("alice", "app", "openid").text("access_token")).status())
        .isEqualTo(403);
    assertThat(realm.http().send(Http.request(realm.door("/identity"))).status()).isEqualTo(401);
  }

  @Test
  void permissionThatIsMissingAtAwsIsAdminsToMend() {
    String token = realm.accessToken("carol", "app");
    stack
        .cognito()
        .faults(
            List.of(
                Fault.error("LookupDeveloperIdentity", "AccessDeniedException", "none").times(1)));

    Answer answer = identity(token);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text("error")).isEqualTo("aws_denied");
  }

  @Test
  void identityIsAttributeThatAdminSees() {
    assertThat(attribute("dave")).isEmpty();
    String identityId = realm.exchange(realm.accessToken("dave", "app")).text("IdentityId");

    assertThat(attribute("dave")).containsExactly(identityId);
  }

  @Test
  void attributeOutlivesWhatAdminAndUserSave() {
    String token = realm.accessToken("erin", "app");
    String identityId = realm.exchange(token).text("IdentityId");

    ObjectNode user = user("erin");
    user.put("firstName", "Erina");
    realm.admin().put(realm.path("/users/" + realm.userId("erin")), user);
    assertThat(attribute("erin")).containsExactly(identityId);

    user.remove("attributes");
    user.put("lastName", "Saved");
    realm.admin().put(realm.path("/users/" + realm.userId("erin")), user);
    assertThat(attribute("erin")).containsExactly(identityId);

    JsonNode account = account(token, "GET", null).json();
    assertThat(account.path("attributes").has(ATTRIBUTE)).as("shown to the user").isFalse();
    ObjectNode saved = account.deepCopy();
    saved.put("lastName", "Self");
    assertThat(account(token, "POST", saved).status()).isEqualTo(204);
    assertThat(user("erin").path("lastName").asText()).isEqualTo("Self");
    assertThat(attribute("erin")).containsExactly(identityId);
  }

  @Test
  void nobodyElseWritesTheAttribute() {
    String token = realm.accessToken("frank", "app");
    String identityId = realm.exchange(token).text("IdentityId");

    ObjectNode account = account(token, "GET", null).json().deepCopy();
    account.withObject("/attributes").putArray(ATTRIBUTE).add("eu-west-1:forged");
    account(token, "POST", account);
    assertThat(attribute("frank")).containsExactly(identityId);

    ObjectNode user = user("frank");
    user.withObject("/attributes").putArray(ATTRIBUTE).add("eu-west-1:forged");
    realm.admin().call("PUT", realm.path("/users/" + realm.userId("frank")), user);
    assertThat(attribute("frank")).containsExactly(identityId);
  }

  @Test
  void nextAccessTokenCarriesIdentity() {
    String token = realm.accessToken("grace", "app");
    assertThat(claims(token).has(CLAIM)).isFalse();
    String identityId = realm.exchange(token).text("IdentityId");

    assertThat(claims(realm.accessToken("grace", "app")).path(CLAIM).asText())
        .isEqualTo(identityId);
    String withoutScope = realm.tokens("grace", "app", "openid").text("access_token");
    assertThat(claims(withoutScope).has(CLAIM)).isFalse();
  }

  @Test
  void profileIsExtendedOnceAndAdminsChangeIsKept() {
    JsonNode before = realm.admin().get(realm.path("/users/profile"));
    ObjectNode changed = before.deepCopy();
    for (JsonNode attribute : changed.path("attributes")) {
      if (attribute.path("name").asText().equals(ATTRIBUTE)) {
        ((ObjectNode) attribute).put("displayName", "Renamed by an admin");
      }
    }
    assertThat(changed).isNotEqualTo(before);
    assertThat(realm.admin().call("PUT", realm.path("/users/profile"), changed).status())
        .isEqualTo(200);

    realm.changePool(Map.of());
    realm
        .admin()
        .create(
            realm.path("/components"),
            withType(realm.pool("second", Map.of("allowedClients", List.of("app")))));

    JsonNode after = realm.admin().get(realm.path("/users/profile"));
    assertThat(after.toString()).contains("Renamed by an admin");
    assertThat(after.path("attributes"))
        .filteredOn(a -> a.path("name").asText().startsWith(ATTRIBUTE))
        .extracting(a -> a.path("name").asText())
        .containsExactly(ATTRIBUTE, ATTRIBUTE + ".second");
  }

  private static Map<String, Object> withType(Map<String, Object> pool) {
    Map<String, Object> component = new HashMap<>(pool);
    component.put("providerType", TestRealm.POOL_TYPE);
    return component;
  }

  private static Answer identity(String token) {
    return realm
        .http()
        .send(
            Http.request(realm.door("/identity?pool=default"))
                .header("Authorization", "Bearer " + token));
  }

  private static Answer account(String token, String method, JsonNode body) {
    return realm
        .http()
        .send(
            Http.request(
                    URI.create(
                        realm
                            .tokenEndpoint()
                            .toString()
                            .replace("/protocol/openid-connect/token", "/account/")))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body.toString())));
  }

  private static ObjectNode user(String username) {
    return (ObjectNode) realm.admin().get(realm.path("/users/" + realm.userId(username)));
  }

  private static List<String> attribute(String username) {
    return Answer.JSON.convertValue(
        user(username).path("attributes").path(ATTRIBUTE).isMissingNode()
            ? List.of()
            : user(username).path("attributes").path(ATTRIBUTE),
        Answer.JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  private static JsonNode claims(String jwt) {
    try {
      return Answer.JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
