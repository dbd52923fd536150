package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("The identity of a removed user")
class OutboxIT {

  private static final String DELETE = "DeleteIdentities";

  private Stack stack;
  private TestRealm realm;
  private RealmAdmins admins;
  private OutboxDoor outbox;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
    admins = RealmAdmins.of(running, realm);
    outbox = new OutboxDoor(admins);
  }

  @Test
  @DisplayName("is deleted, whoever removes the user")
  void deleted() {
    String alice = exchange("alice");
    String bob = exchange("bob");

    remove("alice");
    removeThemselves("bob");

    outbox.awaitEmpty();
    assertThat(List.of(alice, bob)).noneMatch(this::exists);
    assertThat(metrics())
        .containsPattern(
            "keycloak_cognito_outbox_outcomes_total\\{action=\"delete-identity\","
                + "outcome=\"done\"\\} \\d")
        .contains(
            "keycloak_cognito_outbox_entries{state=\"queued\"}",
            "keycloak_cognito_outbox_entries{state=\"dead\"}",
            "keycloak_cognito_outbox_oldest_age_seconds");
  }

  @Test
  @DisplayName("is deleted with the client whose service account it was")
  void serviceAccount() {
    realm.changePool(Map.of("serviceAccounts", List.of("true")));
    String client = addServiceClient();
    String user =
        realm
            .admin()
            .get(realm.path("/clients/" + client + "/service-account-user"))
            .path("id")
            .asText();
    String identity = realm.exchange(serviceToken()).text("IdentityId");
    assertThat(identity).isNotEmpty();

    realm.admin().delete(realm.path("/clients/" + client));

    assertThat(realm.admin().call("GET", realm.path("/users/" + user), null).status())
        .as("the service account")
        .isEqualTo(404);
    assertThat(outbox.only().path("user").asText()).isEqualTo(user);
    outbox.awaitEmpty();
    assertThat(exists(identity)).isFalse();
  }

  private String addServiceClient() {
    String id =
        realm
            .admin()
            .create(
                realm.path("/clients"),
                Map.of(
                    "clientId",
                    "service",
                    "secret",
                    "service-secret",
                    "serviceAccountsEnabled",
                    true));
    realm.offerScope("cognito", "service");
    return id;
  }

  private String serviceToken() {
    return realm
        .http()
        .send(
            Http.form(
                realm.tokenEndpoint(),
                Map.of(
                    "grant_type", "client_credentials",
                    "client_id", "service",
                    "client_secret", "service-secret",
                    "scope", "cognito")))
        .text("access_token");
  }

  /** By the page that an app sends its user to with {@code kc_action}. */
  private void removeThemselves(String user) {
    String action = realm.path("/authentication/required-actions/delete_account");
    ObjectNode enabled = (ObjectNode) realm.admin().get(action);
    realm.admin().put(action, enabled.put("enabled", true));
    String client = realm.clientUuid("account");
    realm
        .admin()
        .post(
            realm.path("/users/" + realm.userId(user) + "/role-mappings/clients/" + client),
            List.of(realm.admin().get(realm.path("/clients/" + client + "/roles/delete-account"))));

    Throwable noCode =
        catchThrowable(
            () ->
                new BrowserSession(realm)
                    .signIn(user, "app", Map.of("kc_action", "delete_account")));

    assertThat(realm.userId(user)).as(String.valueOf(noCode)).isEmpty();
  }

  @Test
  @DisplayName("stays where the pool says so, with the user or without")
  void policies() {
    String alice = exchange("alice");
    realm.changePool(Map.of("userDeletion", List.of("keep")));
    remove("alice");
    assertThat(outbox.list("").json().path("queued").asInt()).isZero();
    assertThat(exists(alice)).isTrue();

    exchange("bob");
    realm.changePool(Map.of("userDeletion", List.of("unlink")));
    stack.cognito().resetCalls();
    remove("bob");
    assertThat(outbox.only().path("action").asText()).isEqualTo("unlink");

    outbox.awaitEmpty();
    assertThat(stack.cognito().calls())
        .containsEntry("UnlinkDeveloperIdentity", 1L)
        .doesNotContainKey(DELETE);
  }

  @Test
  @DisplayName("stays as long as another user shares it")
  void merged() {
    exchange("alice");
    String shared = exchange("bob");
    String body = "{\"source\":\"" + realm.userId("alice") + "\"}";
    String path = "/users/" + realm.userId("bob") + "/identity/merge";
    assertThat(admins.call("manager", "POST", path, body).status()).isEqualTo(200);

    remove("alice");
    outbox.awaitEmpty();

    assertThat(exchange("bob")).isEqualTo(shared);
    assertThat(admins.get("viewer", "/identities/" + shared).json().path("users")).hasSize(1);
    remove("bob");
    outbox.awaitEmpty();
    assertThat(exists(shared)).isFalse();
  }

  @Test
  @DisplayName("is deleted if the user was removed while it was made")
  void removedInTheMiddle() {
    String access = realm.accessToken("alice", "app");
    stack
        .cognito()
        .faults(
            List.of(
                Fault.delay("GetOpenIdTokenForDeveloperIdentity", Duration.ofMillis(1500))
                    .times(1)));
    CompletableFuture<Answer> exchange =
        CompletableFuture.supplyAsync(() -> realm.exchange(access));
    OutboxDoor.await()
        .until(() -> stack.cognito().calls().containsKey("GetOpenIdTokenForDeveloperIdentity"));

    remove("alice");
    assertThat(exchange).isNotDone();
    String identity = exchange.join().text("IdentityId");

    assertThat(identity).isNotEmpty();
    assertThat(exists(identity)).as("made after the removal").isTrue();
    outbox.awaitEmpty();
    assertThat(exists(identity)).isFalse();
  }

  @Test
  @DisplayName("waits for a permission that lacks, which the admin is told")
  void denied() {
    String identity = exchange("alice");
    String alice = realm.userId("alice");
    deny();

    remove("alice");

    OutboxDoor.await().until(() -> outbox.only().has("cause"));
    var entry = outbox.only();
    assertThat(entry.path("state").asText()).isEqualTo("queued");
    assertThat(entry.path("user").asText()).isEqualTo(alice);
    assertThat(entry.path("pool").asText()).isEqualTo("default");
    assertThat(entry.path("IdentityPoolId").asText()).isEqualTo(Stack.POOL_ID);
    assertThat(entry.path("IdentityId").asText()).isEqualTo(identity);
    assertThat(entry.path("action").asText()).isEqualTo("delete-identity");
    assertThat(entry.path("attempts").asInt()).isZero();
    assertThat(entry.path("cause").asText()).contains("not for " + realm.name());
    assertThat(entry.path("remedy").asText()).contains("cognito-identity:DeleteIdentities on *");
    assertThat(entry.path("aws_request_id").asText()).isNotEmpty();
    assertThat(stack.log("cognito-identity:DeleteIdentities on *. AWS request id: "))
        .containsOnlyOnce("not for " + realm.name());
    assertThat(exists(identity)).isTrue();

    stack.cognito().clearFaults();
    String path = "/outbox/" + entry.path("id").asText();
    assertThat(admins.post("manager", path + "/retry").status()).isEqualTo(200);
    outbox.awaitEmpty();
    assertThat(exists(identity)).isFalse();
    stack.log("are taken from identity pool " + Stack.POOL_ID + " again");
    var event = admins.events().get(0);
    assertThat(event.path("resourceType").asText()).isEqualTo("COGNITO_OUTBOX");
    assertThat(event.path("resourcePath").asText()).isEqualTo("cognito" + path + "/retry");
    assertThat(event.path("details").path("user").asText()).isEqualTo(alice);
  }

  @Test
  @DisplayName("waits for a Cognito that is busy, broken or does not answer")
  void trouble() {
    for (Fault fault : List.of(Fault.throttle(DELETE), Fault.reset(DELETE), Fault.hang(DELETE))) {
      String name = "user-of-" + fault.kind();
      realm.admin().create(realm.path("/users"), TestRealm.user(name));
      String identity = exchange(name);
      stack.cognito().faults(List.of(fault));

      remove(name);

      OutboxDoor.await().until(() -> outbox.only().has("cause"));
      assertThat(outbox.only().path("attempts").asInt()).isZero();
      stack.cognito().clearFaults();
      outbox.retry();
      outbox.awaitEmpty();
      assertThat(exists(identity)).isFalse();
    }
  }

  @Test
  @DisplayName("is left to the admin after ten refusals, to retry or to drop")
  void dead() {
    exchange("alice");
    String bobs = exchange("bob");
    realm.changePool(Map.of("userDeletion", List.of("unlink")));
    stack
        .cognito()
        .faults(
            List.of(Fault.error("UnlinkDeveloperIdentity", "ResourceConflictException", "mine")));
    String alice = realm.userId("alice");
    remove("alice");
    remove("bob");

    OutboxDoor.await()
        .until(
            () -> {
              outbox.list("?state=queued").json().path("entries").forEach(outbox::retry);
              return outbox.list("?state=dead").json().path("entries").size() == 2;
            });

    Answer dead = outbox.list("?state=dead&pool=default&max=1");
    assertThat(dead.json().path("dead").asInt()).isEqualTo(2);
    assertThat(dead.json().path("queued").asInt()).isZero();
    var first = dead.json().path("entries").path(0);
    assertThat(dead.json().path("entries")).hasSize(1);
    assertThat(first.path("user").asText()).isEqualTo(alice);
    assertThat(first.path("attempts").asInt()).isEqualTo(10);
    assertThat(first.path("cause").asText()).contains("mine");
    var second = outbox.list("?first=1").json().path("entries").path(0);
    assertThat(outbox.list("?pool=nowhere").json().path("entries")).isEmpty();
    stack.log("removed user " + alice + ", identity pool " + Stack.POOL_ID + ": given up");

    Answer dropped = admins.delete("manager", "/outbox/" + second.path("id").asText());
    assertThat(dropped.status()).as(dropped.body()).isEqualTo(200);
    stack.cognito().clearFaults();
    outbox.retry(first);
    outbox.awaitEmpty();

    assertThat(exists(bobs)).as("dropped").isTrue();
    assertThat(admins.events().toString()).contains("\"operationType\":\"DELETE\"");
  }

  @Test
  @DisplayName("is no business of other realms' admins, but of the server's once the realm is gone")
  void otherRealms() {
    String identity = exchange("alice");
    deny();
    remove("alice");
    String id = outbox.only().path("id").asText();
    RealmAdmins others = RealmAdmins.of(stack, TestRealm.in(stack));

    assertThat(new OutboxDoor(others).list("").json().path("entries")).isEmpty();
    assertThat(others.post("manager", "/outbox/" + id + "/retry").status()).isEqualTo(404);
    assertThat(others.delete("manager", "/outbox/" + id).status()).isEqualTo(404);
    assertThat(others.events()).isEmpty();
    for (String path : List.of("/outbox/" + id, "/outbox/" + id + "/retry")) {
      String method = path.endsWith("retry") ? "POST" : "DELETE";
      Refusal.ACCESS_DENIED.check(admins.call("viewer", method, path, null), realm.name());
      Refusal.ACCESS_DENIED.check(admins.call("bob", method, path, null), realm.name());
    }
    Refusal.ACCESS_DENIED.check(admins.get("bob", "/outbox"), realm.name());
    assertThat(admins.post("manager", "/outbox/nowhere/retry").status()).isEqualTo(404);
    String master = "/realms/master/cognito/outbox";
    assertThat(realm.admin().get(master + "?max=1000").toString()).doesNotContain(id);
    assertThat(realm.admin().call("DELETE", master + "/" + id, null).status()).isEqualTo(404);

    realm.admin().delete(realm.path(""));

    assertThat(realm.admin().get(master + "?max=1000").toString()).contains(id, identity);
    assertThat(realm.admin().call("DELETE", master + "/" + id, null).status()).isEqualTo(200);
    assertThat(realm.admin().get(master + "?max=1000").toString()).doesNotContain(id);
    endPause(others);
  }

  /** What is told of a pause is told once, so each test needs one of its own. */
  private void endPause(RealmAdmins others) {
    stack.cognito().clearFaults();
    TestRealm theirs = others.realm();
    theirs.admin().delete(theirs.path("/users/" + theirs.userId("alice")));
    new OutboxDoor(others).awaitEmpty();
  }

  @Test
  @DisplayName("is not asked about with nonsense")
  void nonsense() {
    for (String query :
        List.of("?state=late", "?first=-1", "?first=x", "?max=0", "?max=1001", "?max=1&max=2")) {
      Refusal.INVALID_REQUEST.check(outbox.list(query), realm.name());
    }
    assertThat(outbox.list("").json().has("oldest")).isFalse();
  }

  private void deny() {
    stack
        .cognito()
        .faults(List.of(Fault.error(DELETE, "AccessDeniedException", "not for " + realm.name())));
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private void remove(String user) {
    realm.admin().delete(realm.path("/users/" + realm.userId(user)));
  }

  /** With a developer user at least. */
  private boolean exists(String identity) {
    return admins.get("viewer", "/identities/" + identity).status() == 200;
  }

  private String metrics() {
    return realm
        .http()
        .send(Http.request(stack.keycloak().managementUrl().resolve("/metrics")))
        .body();
  }
}
