package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logins at an identity provider that Keycloak brokered: the realm {@code partner}. */
@ExtendWith(StackExtension.class)
class LinksIT {

  private static final String SECRET = "broker-secret";

  private static Stack stack;
  private static TestRealm realm;
  private static TestRealm second;

  @BeforeAll
  static void realms(Stack running) {
    stack = running;
    realm = TestRealm.in(stack);
    second = TestRealm.in(stack);
    realm
        .admin()
        .create(
            "/realms",
            Map.of(
                "realm",
                "partner",
                "enabled",
                true,
                "users",
                List.of(
                    TestRealm.user("carol"),
                    TestRealm.user("dave"),
                    TestRealm.user("erin"),
                    TestRealm.user("frank"),
                    TestRealm.user("grace"),
                    TestRealm.user("heidi"),
                    TestRealm.user("judy"),
                    TestRealm.user("mallory"),
                    TestRealm.user("erika"),
                    TestRealm.user("karl"),
                    TestRealm.user("lena"),
                    TestRealm.user("ivan")),
                "clients",
                List.of(partnerClient("demo", "300"), partnerClient("brief", "20"))));
    for (TestRealm broker : List.of(realm, second)) {
      broker(broker, "partner", "demo", Map.of());
    }
    broker(realm, "forgetful", "demo", Map.of("storeToken", false));
    broker(realm, "brief", "brief", Map.of());
    broker(realm, "off", "demo", Map.of("enabled", false));
  }

  @Test
  void loginIsPutIntoIdentityAndTakenOut() {
    String token = signIn("partner", "carol");
    String identityId = realm.exchange(token).text("IdentityId");

    Answer linked = link("PUT", realm, "partner", token);

    assertThat(linked.status()).as(linked.body()).isEqualTo(200);
    assertThat(linked.text("IdentityId")).isEqualTo(identityId);
    assertThat(logins(linked)).containsExactlyInAnyOrder(Stack.DEVELOPER_PROVIDER, partner());
    assertThat(realm.exchange(token).text("IdentityId")).isEqualTo(identityId);

    Answer unlinked = link("DELETE", realm, "partner", token);
    assertThat(unlinked.status()).as(unlinked.body()).isEqualTo(200);
    assertThat(logins(unlinked)).containsExactly(Stack.DEVELOPER_PROVIDER);
    assertError(link("DELETE", realm, "partner", token), 404, "not_found");

    assertThat(logins(link("PUT", realm, "partner", token))).contains(partner());
    assertThat(realm.events("TOKEN_EXCHANGE")).anyMatch(e -> partner().equals(e.get("linked")));
  }

  @Test
  void callersLoginsAreListed() {
    String token = signIn("partner", "erika");
    assertThat(links(token)).containsExactly(Map.of("partner", false));
    assertError(link("GET", realm, null, token), 404, "not_found");

    link("PUT", realm, "partner", token);
    assertThat(links(token)).containsExactly(Map.of("partner", true));

    link("DELETE", realm, "partner", token);
    assertThat(links(token)).containsExactly(Map.of("partner", false));
  }

  @Test
  void loginsThatCognitoCouldNotTakeAreNotListed() {
    assertThat(links(signIn("forgetful", "karl"))).isEmpty();
    stack.cognito().resetCalls();
    assertThat(links(realm.accessToken("alice", "app"))).isEmpty();
    assertThat(stack.cognito().calls()).isEmpty();

    assertThat(realm.http().send(Http.request(realm.door("/links"))).status()).isEqualTo(401);
    assertError(get("/links", realm.accessToken("alice", "other")), 403, "access_denied");
    assertError(get("/links?pool=none", realm.accessToken("alice", "app")), 404, "not_found");
  }

  @Test
  void loginsAreNotGuessedWhileCognitoIsDown() {
    String token = signIn("partner", "lena");
    stack.cognito().faults(List.of(Fault.internalError("LookupDeveloperIdentity")));

    assertError(get("/links", token), 503, "temporarily_unavailable");
  }

  private static Answer get(String door, String token) {
    return realm
        .http()
        .send(Http.request(realm.door(door)).header("Authorization", "Bearer " + token));
  }

  private static List<Map<String, Boolean>> links(String token) {
    Answer answer = get("/links", token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("links").spliterator(), false)
        .map(link -> Map.of(link.path("idp").asText(), link.path("linked").asBoolean()))
        .toList();
  }

  @Test
  void tokenDoorLinksToo() {
    String token = signIn("partner", "dave");

    Answer answer =
        realm
            .http()
            .send(
                Http.form(realm.door("/token"), Map.of("link", "partner"))
                    .header("Authorization", "Bearer " + token));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("Token")).isNotEmpty();
    assertThat(logins(link("GET", realm, null, token)))
        .containsExactlyInAnyOrder(Stack.DEVELOPER_PROVIDER, partner());
  }

  /** One person at the partner, two users here: the login stays where it was linked first. */
  @Test
  void loginOfSomeoneElseIsConflictAndNothingChanges() {
    String first = signIn("partner", "erin");
    assertThat(logins(link("PUT", realm, "partner", first))).contains(partner());
    String other = new BrowserSession(second).signInThrough("partner", "erin").text("access_token");
    String othersIdentity = second.exchange(other).text("IdentityId");

    assertError(link("PUT", second, "partner", other), 409, "identity_conflict");
    assertError(
        second
            .http()
            .send(
                Http.form(
                        second.door("/token"),
                        Map.of(
                            "link",
                            "partner",
                            "identity_id",
                            link("GET", realm, null, first).text("IdentityId")))
                    .header("Authorization", "Bearer " + other)),
        409,
        "identity_conflict");

    assertThat(logins(link("GET", second, null, other))).containsExactly(Stack.DEVELOPER_PROVIDER);
    assertThat(second.exchange(other).text("IdentityId")).isEqualTo(othersIdentity);
    assertThat(logins(link("GET", realm, null, first))).contains(partner());
    assertError(link("DELETE", second, "partner", other), 404, "not_found");
  }

  @Test
  void loginUnlinkedInKeycloakLeavesIdentityToo() {
    String token = signIn("partner", "judy");
    assertThat(logins(link("PUT", realm, "partner", token))).contains(partner());
    String alice = realm.accessToken("alice", "app");
    realm.exchange(alice);

    unlinkInKeycloak("judy", "partner");

    await()
        .untilAsserted(
            () ->
                assertThat(logins(link("GET", realm, null, token)))
                    .containsExactly(Stack.DEVELOPER_PROVIDER));
    assertThat(realm.exchange(token).status()).isEqualTo(200);
  }

  /** Nor does a Cognito that hangs or refuses make the admin wait. */
  @Test
  void loginThatCannotBeTakenOutIsAdminsToKnow() {
    String token = signIn("partner", "mallory");
    assertThat(logins(link("PUT", realm, "partner", token))).contains(partner());
    stack.cognito().faults(List.of(Fault.hang("LookupDeveloperIdentity")));

    unlinkInKeycloak("mallory", "partner");

    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(stack.keycloak().log()))
                    .contains(
                        "user "
                            + realm.userId("mallory")
                            + ": the login at identity provider partner was unlinked in Keycloak, but"
                            + " may still lead to the identity in pool default at Cognito"));
    stack.cognito().clearFaults();
    assertThat(logins(link("GET", realm, null, token))).contains(partner());
  }

  private static void unlinkInKeycloak(String username, String alias) {
    realm
        .admin()
        .delete(realm.path("/users/" + realm.userId(username) + "/federated-identity/" + alias));
  }

  @Test
  void expiringTokenIsRefreshedAndStored() {
    lifespan("20");
    try {
      String token = signIn("partner", "frank");
      String before = storedToken("partner", token);

      Answer linked = link("PUT", realm, "partner", token);

      assertThat(linked.status()).as(linked.body()).isEqualTo(200);
      assertThat(logins(linked)).contains(partner());
      assertThat(storedToken("partner", token)).isNotEqualTo(before).contains("id_token");
    } finally {
      lifespan("300");
    }
  }

  @Test
  void loginThatPoolDoesNotTakeIsAdminsToMend() {
    String token = signIn("brief", "ivan");

    assertError(link("PUT", realm, "brief", token), 502, "aws_misconfigured");

    assertError(link("GET", realm, null, token), 404, "not_found");
  }

  @Test
  void endedSessionAtThePartnerAsksForAnotherSignIn() {
    String token = signIn("brief", "grace");
    String partnerUser =
        realm
            .admin()
            .get("/realms/partner/users?exact=true&username=grace")
            .path(0)
            .path("id")
            .asText();
    realm.admin().post("/realms/partner/users/" + partnerUser + "/logout", Map.of());

    Answer answer = link("PUT", realm, "brief", token);

    assertError(answer, 403, "access_denied");
    assertThat(answer.text("error_description")).contains("sign in through");
  }

  @Test
  void whatIsNotThereOrNotStoredIsTold() {
    String alice = realm.accessToken("alice", "app");
    for (String method : List.of("PUT", "DELETE")) {
      assertError(link(method, realm, "partner", alice), 404, "not_found");
      assertError(link(method, realm, "nowhere", alice), 404, "not_found");
      assertError(link(method, realm, "off", alice), 404, "not_found");
      assertError(link(method, realm, "%00", alice), 404, "not_found");
    }
    String token = signIn("forgetful", "heidi");
    assertError(link("PUT", realm, "forgetful", token), 403, "access_denied");
    assertThat(realm.http().send(Http.request(realm.door("/links/partner")).DELETE()).status())
        .isEqualTo(401);
    assertError(
        link("PUT", realm, "partner", realm.accessToken("alice", "other")), 403, "access_denied");
  }

  private static String signIn(String alias, String username) {
    Answer tokens = new BrowserSession(realm).signInThrough(alias, username);
    assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
    return tokens.text("access_token");
  }

  private static Answer link(String method, TestRealm in, String alias, String token) {
    return in.http()
        .send(
            Http.request(in.door(alias == null ? "/identity" : "/links/" + alias))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));
  }

  private static List<String> logins(Answer answer) {
    return StreamSupport.stream(answer.json().path("Logins").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static void assertError(Answer answer, int status, String error) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.text("error")).isEqualTo(error);
  }

  private static String storedToken(String alias, String token) {
    Answer answer =
        realm
            .http()
            .send(
                Http.request(URI.create(stack.url() + realm.path("/broker/" + alias + "/token")))
                    .header("Authorization", "Bearer " + token));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** How long the partner's tokens live, in seconds. */
  private static void lifespan(String seconds) {
    String path = "/realms/partner/clients";
    ObjectNode client = (ObjectNode) realm.admin().get(path + "?clientId=demo").path(0);
    client.withObject("/attributes").put("access.token.lifespan", seconds);
    realm.admin().put(path + "/" + client.path("id").asText(), client);
  }

  private static String partner() {
    return "localhost:" + stack.url().getPort() + "/realms/partner";
  }

  private static Map<String, Object> partnerClient(String clientId, String lifespan) {
    return Map.of(
        "clientId",
        clientId,
        "enabled",
        true,
        "publicClient",
        false,
        "secret",
        SECRET,
        "redirectUris",
        List.of("*"),
        "attributes",
        Map.of("access.token.lifespan", lifespan));
  }

  private static void broker(
      TestRealm in, String alias, String clientId, Map<String, Object> changes) {
    URI partner = URI.create(stack.url() + "/realms/partner");
    String endpoints = partner + "/protocol/openid-connect";
    Map<String, String> config = new HashMap<>();
    config.put("issuer", partner.toString());
    config.put("authorizationUrl", endpoints + "/auth");
    config.put("tokenUrl", endpoints + "/token");
    config.put("jwksUrl", endpoints + "/certs");
    config.put("useJwksUrl", "true");
    config.put("validateSignature", "true");
    config.put("clientId", clientId);
    config.put("clientSecret", SECRET);
    config.put("clientAuthMethod", "client_secret_post");
    config.put("defaultScope", "openid profile email");
    Map<String, Object> idp = new HashMap<>();
    idp.put("alias", alias);
    idp.put("providerId", "keycloak-oidc");
    idp.put("enabled", changes.getOrDefault("enabled", true));
    idp.put("storeToken", changes.getOrDefault("storeToken", true));
    idp.put("addReadTokenRoleOnCreate", true);
    idp.put("config", config);
    in.admin().create(in.path("/identity-provider/instances"), idp);
  }
}
