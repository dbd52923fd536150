package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A user's access token")
class ExchangeIT {

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
  }

  @Test
  @DisplayName("becomes an OpenID token of the user's own identity")
  void token() throws ParseException {
    Answer answer = realm.exchange(realm.accessToken("alice", "app"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.text("IdentityPoolId")).isEqualTo(Stack.POOL_ID);
    assertThat(answer.text("Region")).isEqualTo("eu-west-1");
    String token = answer.text("Token");
    assertThat(answer.json().path("Logins").path("cognito-identity.amazonaws.com").asText())
        .isEqualTo(token);
    var claims = SignedJWT.parse(token).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(answer.text("IdentityId"));
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(Instant.parse(answer.text("Expiration")));
    assertThat(claims.getStringListClaim("amr"))
        .containsExactly(
            "authenticated",
            Stack.DEVELOPER_PROVIDER,
            Stack.DEVELOPER_PROVIDER + ":" + Stack.POOL_ID + ":" + realm.userId("alice"));
  }

  @Test
  @DisplayName("needs no body beside it, and one of no type is refused rather than overlooked")
  void body() {
    HttpRequest.Builder request =
        Http.request(realm.door("/token"))
            .header("Authorization", "Bearer " + realm.accessToken("alice", "app"));
    byte[] parameters = "pool=other".getBytes(StandardCharsets.UTF_8);

    assertThat(realm.http().send(request.copy().POST(BodyPublishers.noBody())).status())
        .isEqualTo(200);
    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofByteArray(parameters),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(parameters)))) {
      Answer refused = realm.http().send(request.copy().POST(body));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("error")).isEqualTo("invalid_request");
    }
    assertThat(
            realm
                .http()
                .send(Http.request(realm.door("/roles")).POST(BodyPublishers.noBody()))
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("becomes credentials that fit both AWS contracts, with and without the word Bearer")
  void credentials() {
    String token = realm.accessToken("alice", "app");

    Answer answer = realm.credentials(token);
    Answer again =
        realm.http().send(Http.request(realm.door("/credentials")).header("Authorization", token));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("Version").isInt()).isTrue();
    assertThat(answer.json().path("Version").asInt()).isEqualTo(1);
    assertThat(answer.text("AccessKeyId")).startsWith("ASIA");
    assertThat(answer.text("Token")).isNotEmpty().isEqualTo(answer.text("SessionToken"));
    assertThat(answer.text("Expiration")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(answer.text("AccountId")).isEqualTo("123456789012");
    assertThat(answer.text("RoleArn")).isEqualTo(Stack.ROLE);
    assertThat(answer.text("IdentityId")).startsWith("eu-west-1:");
    assertThat(again.body()).isEqualTo(answer.body());
  }

  @Test
  @DisplayName("gives each user an identity, and the same one each time")
  void identities() {
    String alice = realm.exchange(realm.accessToken("alice", "app")).text("IdentityId");
    String bob = realm.exchange(realm.accessToken("bob", "app")).text("IdentityId");
    String shorter =
        post("application/json", "{\"duration\": 60}", realm.accessToken("alice", "app"))
            .text("IdentityId");

    assertThat(alice).isNotEqualTo(bob).isEqualTo(shorter);
  }

  @Test
  @DisplayName("is taken with parameters in a form, in JSON or in the query")
  void parameters() throws ParseException {
    String access = realm.accessToken("bob", "app");
    for (Answer answer :
        List.of(
            post("application/x-www-form-urlencoded", "duration=120&pool=default", access),
            post("application/json", "{\"duration\":120,\"pool\":\"default\"}", access),
            realm
                .http()
                .send(
                    Http.request(realm.door("/token?duration=120&pool=default"))
                        .POST(BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + access)))) {
      assertThat(answer.status()).isEqualTo(200);
      var claims = SignedJWT.parse(answer.text("Token")).getJWTClaimsSet();
      assertThat(
              Duration.between(
                  claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
          .isEqualTo(Duration.ofMinutes(2));
    }
  }

  @Test
  @DisplayName("leaves one event for each fresh issue, and no secret in it")
  void audit() {
    TestRealm own = TestRealm.in(stack);
    String access = own.accessToken("alice", "app");
    Answer credentials = own.credentials(access);
    own.credentials(access);

    List<Map<String, String>> events = own.events("TOKEN_EXCHANGE");
    assertThat(events).hasSize(1);
    assertThat(events.get(0))
        .contains(
            entry("clientId", "app"),
            entry("userId", own.userId("alice")),
            entry("pool", "default"),
            entry("door", "credentials"),
            entry("identity_id", credentials.text("IdentityId")),
            entry("role", Stack.ROLE))
        .containsKeys("expiration", "aws_request_id");
    assertThat(events.get(0).toString())
        .doesNotContain(credentials.text("SecretAccessKey"), credentials.text("Token"), access);
  }

  @Test
  @DisplayName("is not needed to learn what an app has to know")
  void discovery() {
    Answer answer = realm.http().send(Http.request(realm.door("")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("IdentityPoolId")).isEqualTo(Stack.POOL_ID);
    assertThat(answer.text("DeveloperProviderName")).isEqualTo(Stack.DEVELOPER_PROVIDER);
    assertThat(answer.text("scope")).isEqualTo("cognito");
    assertThat(answer.json().path("pools").toString()).isEqualTo("[\"default\"]");
    assertThat(answer.text("account_client")).isEqualTo("aws-access");
    assertThat(answer.json().has("cli_endpoint")).isFalse();
    assertThat(answer.text("token_endpoint")).isEqualTo(realm.door("/token").toString());
    assertThat(answer.text("credentials_endpoint"))
        .isEqualTo(realm.door("/credentials").toString());
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private Answer post(String type, String body, String access) {
    return realm
        .http()
        .send(
            Http.request(realm.door("/token"))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + access)
                .POST(BodyPublishers.ofString(body)));
  }
}
