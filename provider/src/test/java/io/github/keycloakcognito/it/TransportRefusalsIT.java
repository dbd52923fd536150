package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("Requests are looked at for the way they come:")
class TransportRefusalsIT {

  private static final String OURS = "http://localhost:3000";
  private static final String FOREIGN = "https://evil.example";

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
  @DisplayName("plain HTTP is refused where the realm requires TLS, and TLS is not")
  void plainHttp() {
    TestRealm strict = TestRealm.in(stack);
    String token = strict.accessToken("alice", "app");
    strict.admin().put(strict.path(""), Map.of("sslRequired", "all"));
    Doors overTls = Doors.overTls(stack, strict, false);
    String tlsToken =
        overTls
            .http()
            .send(
                Http.form(
                    URI.create(
                        stack.keycloak().httpsUrl().orElseThrow()
                            + "/realms/"
                            + strict.name()
                            + "/protocol/openid-connect/token"),
                    Map.of(
                        "grant_type", "password",
                        "client_id", "app",
                        "username", "alice",
                        "password", "alice",
                        "scope", "openid cognito")))
            .text("access_token");

    Doors.of(stack, strict).refuseBearer(Refusal.ACCESS_DENIED, token);
    Refusal.ACCESS_DENIED.check(strict.http().send(Http.request(strict.door(""))), strict.name());
    overTls.openTo(tlsToken);
    assertThat(overTls.http().send(Http.request(overTls.door(""))).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a Content-Type that Keycloak fails on is refused before anything is issued for it")
  void malformedContentType() {
    String token = realm.accessToken("alice", "app");
    List<String> types = new ArrayList<>(FuzzBodies.MALFORMED_TYPES);
    types.add("multipart/form-data; boundary=x");
    for (String type : types) {
      doors.refuse(
          Refusal.INVALID_REQUEST,
          doors.ask("Authorization", "Bearer " + token, "Content-Type", type));
      Refusal.INVALID_REQUEST.check(
          realm.http().send(Http.request(realm.door("")).header("Content-Type", type)),
          realm.name());
    }
  }

  @Test
  @DisplayName("a foreign origin is refused and not told that it might read")
  void foreignOrigin() {
    String token = realm.accessToken("alice", "app");
    for (String origin : List.of(FOREIGN, "null", OURS + ".evil.example", "http://localhost")) {
      List<Answer> answers = doors.ask("Authorization", "Bearer " + token, "Origin", origin);

      doors.refuse(Refusal.ACCESS_DENIED, answers);
      assertThat(answers)
          .allSatisfy(a -> assertThat(a.header("Access-Control-Allow-Origin")).isEmpty());
    }
  }

  @Test
  @DisplayName("the client's own origin is answered with the headers that let it read")
  void ownOrigin() {
    String token = realm.accessToken("alice", "app");

    List<Answer> answers = doors.ask("Authorization", "Bearer " + token, "Origin", OURS);

    doors.open(answers);
    assertThat(answers)
        .allSatisfy(
            a -> {
              assertThat(a.header("Access-Control-Allow-Origin")).hasValue(OURS);
              assertThat(a.header("Access-Control-Expose-Headers").orElse(""))
                  .contains("WWW-Authenticate", "Retry-After");
            });
  }

  @Test
  @DisplayName("a refusal can be read by the client's own origin, and one of a bad token by any")
  void refusalsAreReadable() {
    String token = realm.tokens("alice", "app", "openid").text("access_token");
    List<Answer> answers = doors.ask("Authorization", "Bearer " + token, "Origin", OURS);
    List<Answer> anonymous = doors.ask("Origin", FOREIGN);

    doors.refuse(Refusal.INSUFFICIENT_SCOPE, answers);
    doors.refuse(Refusal.NO_TOKEN, anonymous);
    assertThat(answers)
        .allSatisfy(a -> assertThat(a.header("Access-Control-Allow-Origin")).hasValue(OURS));
    assertThat(anonymous)
        .allSatisfy(a -> assertThat(a.header("Access-Control-Allow-Origin")).hasValue(FOREIGN));
  }

  @Test
  @DisplayName("a preflight is answered at each door without a token")
  void preflight() {
    for (String door : List.of("", "/token", "/credentials")) {
      Answer answer =
          realm
              .http()
              .send(
                  Http.request(realm.door(door))
                      .method("OPTIONS", BodyPublishers.noBody())
                      .header("Origin", OURS)
                      .header("Access-Control-Request-Method", "POST")
                      .header("Access-Control-Request-Headers", "authorization,dpop"));

      assertThat(answer.status()).as(door).isEqualTo(200);
      assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(OURS);
      assertThat(answer.header("Access-Control-Allow-Methods").orElse(""))
          .contains("GET", "POST", "OPTIONS");
      assertThat(answer.header("Access-Control-Allow-Headers").orElse(""))
          .contains("Authorization", "DPoP", "Content-Type");
    }
    assertThat(stack.cognito().calls()).isEmpty();
  }
}
