package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("What happens to a user in Keycloak")
class EventsIT {

  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";

  private static final AtomicInteger USERS = new AtomicInteger();

  private static TestRealm realm;
  private Stack stack;
  private String user;
  private String token;

  @BeforeEach
  void userWithTokenInCache(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
      new Grants(realm)
          .role("data-reader", Map.of("arn", "arn:aws:iam::123456789012:role/DataReader"));
    }
    user = "user-" + USERS.incrementAndGet();
    realm.admin().create(realm.path("/users"), TestRealm.user(user));
    token = realm.accessToken(user, "app");
    assertThat(realm.exchange(token).status()).isEqualTo(200);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  @Test
  @DisplayName("nothing: the token is still in the cache")
  void nothing() {
    assertThat(realm.exchange(token).status()).isEqualTo(200);
    assertThat(realm.exchange(realm.accessToken(user, "app")).status()).isEqualTo(200);

    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  @Test
  @DisplayName("an admin disables the user: refused at once, and forgotten")
  void disabled() {
    double heard = Metrics.events(stack.keycloak(), "user-change");

    update(Map.of("enabled", false));

    assertRefused();
    awaitEvent("user-change", heard);
    update(Map.of("enabled", true));
    assertAskedAgain();
  }

  @Test
  @DisplayName("the user logs out: refused at once, and forgotten")
  void logout() {
    double heard = Metrics.events(stack.keycloak(), "session-end");
    Answer tokens = realm.tokens(user, "app", "openid cognito");

    Answer answer =
        realm
            .http()
            .send(
                Http.form(
                    URI.create(realm.tokenEndpoint().toString().replaceFirst("/token$", "/logout")),
                    Map.of("client_id", "app", "refresh_token", tokens.text("refresh_token"))));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(realm.exchange(tokens.text("access_token")).status()).isEqualTo(401);
    awaitEvent("session-end", heard);
    assertAskedAgain();
  }

  @Test
  @DisplayName("an admin logs the user out: refused at once, and forgotten")
  void logoutByAdmin() {
    double heard = Metrics.events(stack.keycloak(), "session-end");

    realm.admin().post(realm.path("/users/" + realm.userId(user) + "/logout"), Map.of());

    assertRefused();
    awaitEvent("session-end", heard);
    assertAskedAgain();
  }

  @Test
  @DisplayName("an admin ends the one session: refused at once")
  void sessionEnded() {
    String session =
        realm
            .admin()
            .get(realm.path("/users/" + realm.userId(user) + "/sessions"))
            .path(0)
            .path("id")
            .asText();

    realm.admin().delete(realm.path("/sessions/" + session));

    assertRefused();
  }

  @Test
  @DisplayName("a tag's source changes: the next token has the new tag")
  void tags() {
    realm.changePool(Map.of("principalTags", List.of("mail=email")));
    try {
      String before = realm.exchange(token).text("Token");
      assertThat(realm.exchange(token).text("Token")).isEqualTo(before);

      update(Map.of("email", "new-" + user + "@example.org", "emailVerified", true));

      assertThat(realm.exchange(token).text("Token")).isNotEqualTo(before);
    } finally {
      realm.changePool(Map.of());
    }
  }

  @Test
  @DisplayName("a role is taken away: it is refused at once, and the user forgotten")
  void roleTaken() {
    Grants grants = new Grants(realm).give(user, "data-reader");
    assertThat(role().status()).isEqualTo(200);
    double heard = Metrics.events(stack.keycloak(), "user-change");

    grants.take(user, "data-reader");

    assertThat(role().status()).isEqualTo(403);
    awaitEvent("user-change", heard);
    assertAskedAgain();
  }

  @Test
  @DisplayName("an admin's change that fails is no change")
  void failedChange() {
    assertThat(
            realm
                .admin()
                .call(
                    "PUT",
                    realm.path("/users/" + realm.userId(user)),
                    Map.of("username", user, "email", "alice@example.org"))
                .status())
        .isEqualTo(409);

    assertThat(realm.exchange(token).status()).isEqualTo(200);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  @Test
  @DisplayName("someone else's log-out costs the user nothing")
  void others() {
    double heard = Metrics.events(stack.keycloak(), "session-end");
    realm.accessToken("bob", "app");
    realm.admin().post(realm.path("/users/" + realm.userId("bob") + "/logout"), Map.of());
    awaitEvent("session-end", heard);

    assertThat(realm.exchange(token).status()).isEqualTo(200);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  private Answer role() {
    return realm
        .http()
        .send(
            Http.form(realm.door("/credentials"), Map.of("role", "data-reader"))
                .header("Authorization", "Bearer " + token));
  }

  private void update(Map<String, Object> changes) {
    Map<String, Object> changed = new HashMap<>(TestRealm.user(user));
    changed.putAll(changes);
    realm.admin().put(realm.path("/users/" + realm.userId(user)), changed);
  }

  private void assertRefused() {
    assertThat(realm.exchange(token).status()).isEqualTo(401);
    assertThat(realm.credentials(token).status()).isEqualTo(401);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  private void awaitEvent(String kind, double before) {
    await().until(() -> Metrics.events(stack.keycloak(), kind) > before);
  }

  private void assertAskedAgain() {
    long asked = stack.cognito().calls().get(TOKEN);
    assertThat(realm.exchange(realm.accessToken(user, "app")).status()).isEqualTo(200);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, asked + 1);
  }
}
