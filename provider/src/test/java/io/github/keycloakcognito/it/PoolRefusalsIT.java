package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A pool is open only")
class PoolRefusalsIT {

  private static TestRealm realm;
  private Stack stack;
  private Doors doors;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
    doors = Doors.of(running, realm);
  }

  @Test
  @DisplayName("to the clients it names")
  void otherClient() {
    doors.refuseBearer(Refusal.ACCESS_DENIED, realm.accessToken("alice", "other"));
  }

  @Test
  @DisplayName("to tokens that carry the required scope")
  void scopeMissing() {
    String token = realm.tokens("alice", "app", "openid profile").text("access_token");

    doors.refuseBearer(Refusal.INSUFFICIENT_SCOPE, token);
  }

  @Test
  @DisplayName("to tokens whose scope is the required one, not one that begins like it")
  void scopeAlike() {
    String id =
        realm
            .admin()
            .create(
                realm.path("/client-scopes"),
                Map.of(
                    "name",
                    "cognito-more",
                    "protocol",
                    "openid-connect",
                    "attributes",
                    Map.of("include.in.token.scope", "true")));
    assertThat(id).isNotEmpty();
    realm.offerScope("cognito-more", "app");
    String token = realm.tokens("alice", "app", "openid cognito-more").text("access_token");

    assertThat(Forgery.of(token).claims().path("scope").asText()).contains("cognito-more");
    doors.refuseBearer(Refusal.INSUFFICIENT_SCOPE, token);
  }

  @Test
  @DisplayName("to a service account where it says so")
  void serviceAccount() {
    TestRealm own = TestRealm.in(stack);
    Doors ownDoors = Doors.of(stack, own);
    TestClients.allowService(own, "service");
    String token = TestClients.serviceToken(own, "service");
    assertThat(token).isNotEmpty();

    ownDoors.refuseBearer(Refusal.ACCESS_DENIED, token);
    own.changePool(Map.of("serviceAccounts", List.of("true")));
    ownDoors.openTo(token);
  }

  @Test
  @DisplayName("to a lightweight access token of an allowed client as to any other")
  void lightweight() {
    TestClients.allow(
        realm, "light", Map.of("client.use.lightweight.access.token.enabled", "true"));
    String token = realm.accessToken("alice", "light");

    assertThat(Forgery.of(token).claims().has("preferred_username")).isFalse();
    doors.openTo(token);
    assertThat(realm.credentials(token).text("IdentityId"))
        .isEqualTo(realm.exchange(realm.accessToken("alice", "app")).text("IdentityId"));
  }

  @Test
  @DisplayName("to realms that the operator has bound it to")
  void unbound() {
    TestRealm unbound = TestRealm.in(stack.url(), "unbound");

    Doors.of(stack, unbound)
        .refuseBearer(Refusal.ACCESS_DENIED, unbound.accessToken("alice", "app"));
    Refusal.ACCESS_DENIED.check(unbound.http().send(Http.request(unbound.door(""))), "unbound");
  }

  @Test
  @DisplayName("where there is one")
  void noPool() {
    TestRealm bare = TestRealm.in(stack);
    String token = bare.accessToken("alice", "app");
    String components = bare.path("/components");
    for (var pool : bare.admin().get(components + "?type=" + TestRealm.POOL_TYPE)) {
      bare.admin().delete(components + "/" + pool.path("id").asText());
    }

    Doors.of(stack, bare).refuseBearer(Refusal.NOT_FOUND, token);
    Refusal.NOT_FOUND.check(bare.http().send(Http.request(bare.door(""))), bare.name());
  }

  @Test
  @DisplayName("under its own alias")
  void otherAlias() {
    String token = realm.accessToken("alice", "app");
    Answer answer =
        realm
            .http()
            .send(
                Http.form(realm.door("/token"), Map.of("pool", "elsewhere"))
                    .header("Authorization", "Bearer " + token));

    doors.refuse(Refusal.NOT_FOUND, List.of(answer));
  }
}
