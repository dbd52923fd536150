package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("Whatever is not a valid access token of the realm is refused")
class TokenRefusalsIT {

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
  @DisplayName("no token")
  void none() {
    doors.refuse(Refusal.NO_TOKEN);
  }

  @Test
  @DisplayName("two Authorization headers, even with the same good token")
  void two() {
    String token = realm.accessToken("alice", "app");

    doors.refuse(
        Refusal.INVALID_TOKEN,
        "Authorization",
        "Bearer " + token,
        "Authorization",
        "Bearer " + token);
    doors.refuse(Refusal.INVALID_TOKEN, "Authorization", "Bearer " + token, "Authorization", token);
  }

  @Test
  @DisplayName("another scheme, an empty token, a token that is none")
  void noToken() {
    String token = realm.accessToken("alice", "app");
    for (String value :
        List.of(
            "Basic YWxpY2U6YWxpY2U=",
            "Bearer",
            "Bearer " + token + " " + token,
            "Bearer a.b.c",
            "Bearer " + token.replace('.', ','),
            "Negotiate " + token,
            token + "." + token,
            "bearer=" + token)) {
      doors.refuse(Refusal.INVALID_TOKEN, "Authorization", value);
    }
  }

  @Test
  @DisplayName("a good token anywhere but in the Authorization header")
  void elsewhere() {
    String token = realm.accessToken("alice", "app");

    List<Answer> answers =
        List.of(
            realm.http().send(Http.form(realm.door("/token"), Map.of("access_token", token))),
            realm.http().send(Http.request(realm.door("/credentials?access_token=" + token))));

    doors.refuse(Refusal.NO_TOKEN, answers);
  }

  @Test
  @DisplayName("the cookies of a signed-in browser")
  void cookies() {
    BrowserSession browser = new BrowserSession(realm);
    browser.signIn("alice", "app", Map.of());

    assertThat(browser.cookies()).contains("KEYCLOAK_IDENTITY=");
    doors.refuse(Refusal.NO_TOKEN, "Cookie", browser.cookies());
  }

  @Test
  @DisplayName("an expired token")
  void expired() {
    TestClients.allow(realm, "brief", Map.of("access.token.lifespan", "1"));
    String token = realm.accessToken("alice", "brief");
    Instant end = Instant.ofEpochSecond(Forgery.of(token).claims().path("exp").asLong());

    await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(end.plusSeconds(1)));

    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("a broken or missing signature, and changed claims")
  void badSignature() {
    Forgery forgery = Forgery.of(realm.accessToken("alice", "app"));

    doors.refuseBearer(Refusal.INVALID_TOKEN, forgery.withBrokenSignature());
    doors.refuseBearer(Refusal.INVALID_TOKEN, forgery.withoutSignature());
    doors.refuseBearer(Refusal.INVALID_TOKEN, forgery.withOtherPayload());
    doors.refuseBearer(Refusal.INVALID_TOKEN, forgery.signedByAnotherKey());
  }

  @Test
  @DisplayName("alg=none, and the public key used as a shared secret")
  void weakAlgorithm() {
    Forgery forgery = Forgery.of(realm.accessToken("alice", "app"));
    String publicKey =
        realm
            .http()
            .send(Http.request(URI.create(stack.url() + "/realms/" + realm.name())))
            .text("public_key");

    for (String alg : List.of("none", "None", "NONE", "nOnE", "")) {
      doors.refuseBearer(Refusal.INVALID_TOKEN, forgery.unsecured(alg));
    }
    doors.refuseBearer(
        Refusal.INVALID_TOKEN,
        forgery.signedByPublicKeyAsSecret(Base64.getDecoder().decode(publicKey)));
  }

  @Test
  @DisplayName("headers and payloads that Keycloak's verifier takes for granted")
  void malformed() {
    Forgery good = Forgery.of(realm.accessToken("alice", "app"));
    for (String header :
        List.of(
            "null", "{}", "[]", "\"\"", "{\"alg\":null}", "{\"alg\":7}", "{\"alg\":\"RS256\"}")) {
      doors.refuseBearer(
          Refusal.INVALID_TOKEN,
          Forgery.encode(header) + "." + good.payload() + "." + good.signature());
    }
    for (String payload : List.of("null", "{}", "[]", "\"\"", "{\"exp\":\"soon\"}")) {
      doors.refuseBearer(
          Refusal.INVALID_TOKEN,
          good.header() + "." + Forgery.encode(payload) + "." + good.signature());
    }
  }

  @Test
  @DisplayName("a token of another realm")
  void otherRealm() {
    TestRealm other = TestRealm.in(stack);

    doors.refuseBearer(Refusal.INVALID_TOKEN, other.accessToken("alice", "app"));
  }

  @Test
  @DisplayName("an ID token and a refresh token")
  void otherKind() {
    Answer tokens = realm.tokens("alice", "app", "openid cognito");

    assertThat(tokens.text("id_token")).isNotEmpty();
    assertThat(tokens.text("refresh_token")).isNotEmpty();
    doors.refuseBearer(Refusal.INVALID_TOKEN, tokens.text("id_token"));
    doors.refuseBearer(Refusal.INVALID_TOKEN, tokens.text("refresh_token"));
  }

  @Test
  @DisplayName("an action token, as Keycloak mails it")
  void actionToken() throws IOException, InterruptedException {
    try (MailSink mail = MailSink.start()) {
      realm
          .admin()
          .put(
              realm.path(""),
              Map.of(
                  "smtpServer",
                  Map.of(
                      "host",
                      "localhost",
                      "port",
                      String.valueOf(mail.port()),
                      "from",
                      "keycloak@example.org")));
      realm
          .admin()
          .put(
              realm.path("/users/" + realm.userId("alice") + "/execute-actions-email"),
              List.of("UPDATE_PASSWORD"));
      String token = mail.nextActionToken();

      assertThat(Forgery.of(token).claims().path("typ").asText()).isEqualTo("execute-actions");
      doors.refuseBearer(Refusal.INVALID_TOKEN, token);
    }
  }

  @Test
  @DisplayName("a token that was revoked at the revocation endpoint")
  void revoked() {
    String token = realm.accessToken("alice", "app");
    doors.openTo(token);

    Answer revocation =
        realm
            .http()
            .send(
                Http.form(
                    URI.create(realm.tokenEndpoint().toString().replaceFirst("/token$", "/revoke")),
                    Map.of("client_id", "app", "token", token)));

    assertThat(revocation.status()).isEqualTo(200);
    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
  }
}
