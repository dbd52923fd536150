package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each exchanges first, so that a good answer is in the cache. */
@ExtendWith(StackExtension.class)
@DisplayName("A token that was good stops working at once, cache or not, when")
class SessionRefusalsIT {

  private static TestRealm realm;
  private Doors doors;

  @BeforeEach
  void realm(Stack running) {
    if (realm == null) {
      realm = TestRealm.in(running);
    }
    doors = Doors.of(running, realm);
  }

  @Test
  @DisplayName("the user signs out")
  void signedOut() {
    Answer tokens = realm.tokens("alice", "app", "openid cognito");
    String token = tokens.text("access_token");
    doors.openTo(token);

    Answer signOut =
        realm
            .http()
            .send(
                Http.form(
                    URI.create(realm.tokenEndpoint().toString().replaceFirst("/token$", "/logout")),
                    Map.of("client_id", "app", "refresh_token", tokens.text("refresh_token"))));

    assertThat(signOut.status()).isEqualTo(204);
    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("an admin ends the session")
  void sessionEnded() {
    String token = signIn("ended");

    realm
        .admin()
        .delete(realm.path("/sessions/" + Forgery.of(token).claims().path("sid").asText()));

    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("the realm revokes all tokens before now")
  void notBefore() {
    String token = signIn("revoked");
    int issued = Forgery.of(token).claims().path("iat").asInt();

    realm.admin().put(realm.path(""), Map.of("notBefore", issued + 1));
    try {
      doors.refuseBearer(Refusal.INVALID_TOKEN, token);
    } finally {
      realm.admin().put(realm.path(""), Map.of("notBefore", 0));
    }
  }

  @Test
  @DisplayName("the user is deleted")
  void userDeleted() {
    String token = signIn("deleted");

    realm.admin().delete(realm.path("/users/" + realm.userId("deleted")));

    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("the user is disabled")
  void userDisabled() {
    String token = signIn("disabled");

    changeUser("disabled", Map.of("enabled", false));

    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("the user has to act first")
  void actionRequired() {
    String token = signIn("pending");

    changeUser("pending", Map.of("requiredActions", List.of("UPDATE_PASSWORD")));

    doors.refuseBearer(Refusal.ACCESS_DENIED, token);
  }

  @Test
  @DisplayName("the client is disabled, deleted, or no longer allowed for the pool")
  void clientGone() {
    TestClients.allow(realm, "gone", Map.of());
    String token = realm.accessToken("bob", "gone");
    doors.openTo(token);
    String client = realm.path("/clients/" + realm.clientUuid("gone"));

    realm.changePool(Map.of("allowedClients", List.of("app")));
    doors.refuseBearer(Refusal.ACCESS_DENIED, token);
    realm.changePool(Map.of("allowedClients", List.of("app", "gone")));
    doors.openTo(token);
    realm.admin().put(client, Map.of("clientId", "gone", "enabled", false));
    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
    realm.admin().delete(client);
    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("the realm is disabled, which closes discovery too")
  void realmDisabled() {
    String token = signIn("closed");

    realm.admin().put(realm.path(""), Map.of("enabled", false));
    try {
      doors.refuseBearer(Refusal.ACCESS_DENIED, token);
      Refusal.ACCESS_DENIED.check(realm.http().send(Http.request(realm.door(""))), realm.name());
    } finally {
      realm.admin().put(realm.path(""), Map.of("enabled", true));
    }
  }

  private String signIn(String username) {
    realm.admin().create(realm.path("/users"), TestRealm.user(username));
    String token = realm.accessToken(username, "app");
    doors.openTo(token);
    return token;
  }

  private void changeUser(String username, Map<String, Object> changes) {
    realm.admin().put(realm.path("/users/" + realm.userId(username)), changes);
  }
}
