package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.ISSUER;
import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static HttpResponse<String> call(String method, String control, String body) {
    return Raw.request(SERVER.endpoint(), method, "/_local/" + control).body(body).send();
  }

  private static JsonNode ok(String method, String control, String body) throws IOException {
    HttpResponse<String> response = call(method, control, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @Test
  void isHealthy() throws IOException {
    assertThat(ok("GET", "health", "").get("status").textValue()).isEqualTo("UP");
  }

  /** Any page that a developer reads could send requests to this port. */
  @Test
  void isNotForOtherWebPages() throws IOException {
    String own = SERVER.endpoint().toString();
    for (String origin : new String[] {"https://attacker.test", "null", own + "0"}) {
      HttpResponse<String> refused =
          Raw.request(SERVER.endpoint(), "POST", "/_local/reset").header("origin", origin).send();
      assertThat(refused.statusCode()).as(origin).isEqualTo(403);
      assertThat(refused.body())
          .isEqualTo("{\"error\":\"the controls are not for other web pages\"}");
    }
    assertThat(
            Raw.request(SERVER.endpoint(), "GET", "/_local/log")
                .header("origin", own)
                .send()
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void countsCalls() throws IOException {
    SERVER.guest();
    SERVER.guest();
    assertThat(ok("GET", "calls", "")).isEqualTo(JSON.readTree("{\"GetId\":2}"));
    assertThat(ok("DELETE", "calls", "")).isEqualTo(JSON.readTree("{}"));
    assertThat(ok("GET", "calls", "")).isEqualTo(JSON.readTree("{}"));
  }

  @Test
  void setsFaults() throws IOException {
    String error =
        "[{\"operation\":\"GetId\",\"kind\":\"error\",\"type\":\"LimitExceededException\","
            + "\"message\":\"full\",\"times\":2}]";
    ok("PUT", "faults", error);
    HttpResponse<String> failed =
        Raw.json(SERVER.endpoint(), "GetId", "{\"IdentityPoolId\":\"" + POOL + "\"}").send();
    assertThat(failed.statusCode()).isEqualTo(400);
    assertThat(failed.body())
        .isEqualTo("{\"__type\":\"LimitExceededException\",\"message\":\"full\"}");
    assertThat(ok("GET", "faults", "").get(0).get("times").intValue()).isEqualTo(1);
    assertThat(ok("GET", "faults", "").get(0).get("kind").textValue()).isEqualTo("error");
    assertThat(ok("DELETE", "faults", "")).isEmpty();
    assertThat(SERVER.guest()).isNotEmpty();
  }

  @Test
  void setsTheClock() throws IOException {
    JsonNode clock = ok("PUT", "clock", "{\"offsetSeconds\":3600}");
    assertThat(clock.get("offsetSeconds").intValue()).isEqualTo(3600);
    assertThat(Instant.parse(ok("GET", "clock", "").get("now").textValue()))
        .isAfter(Instant.now().plus(Duration.ofMinutes(59)));
  }

  @Test
  void switchesQuotas() throws IOException {
    assertThat(ok("PUT", "quotas", "{\"enabled\":true}").get("enabled").booleanValue()).isTrue();
    assertThat(ok("GET", "quotas", "").get("enabled").booleanValue()).isTrue();
    assertThat(ok("PUT", "quotas", "{\"enabled\":false}").get("enabled").booleanValue()).isFalse();
  }

  @Test
  void mintsTokens() throws IOException {
    JsonNode minted =
        ok(
            "POST",
            "mint",
            "{\"issuer\":\""
                + ISSUER
                + "\",\"subject\":\"keycloak\",\"audience\":\"sts.amazonaws.com\"}");
    HttpResponse<String> assumed =
        Raw.form(
                SERVER.endpoint(),
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=kc"
                    + "&RoleArn=arn:aws:iam::123456789012:role/Server&WebIdentityToken="
                    + minted.get("token").textValue())
            .send();
    assertThat(assumed.body()).contains("<AccessKeyId>ASIA");
  }

  @Test
  void mintsTokensOfSignInProvidersWithClaims() throws IOException, ParseException {
    JsonNode minted =
        ok(
            "POST",
            "mint",
            "{\"issuer\":\"graph.facebook.com\",\"subject\":\"1\",\"audience\":\"app\",\"expiresIn\":60,"
                + "\"claims\":{\"azp\":\"other\",\"cognito:roles\":[\"a\",\"b\"],\"aud\":null}}");
    JWTClaimsSet claims = SignedJWT.parse(minted.get("token").textValue()).getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("https://www.facebook.com");
    assertThat(claims.getSubject()).isEqualTo("1");
    assertThat(claims.getStringClaim("azp")).isEqualTo("other");
    assertThat(claims.getStringListClaim("cognito:roles")).containsExactly("a", "b");
    assertThat(claims.getAudience()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT|faults|[{"operation":"*","kind":"dance"}]|[0].kind: |400
          PUT|faults|[{"operation":"*"}]|kind: must be one of throttle, error|400
          PUT|faults|[{"kind":"hang"}]|operation: must be|400
          PUT|faults|[{"operation":"*","kind":"hang","times":0}]|times: must be at least 1|400
          PUT|faults|[{"operation":"*","kind":"hang","tmes":1}]|tmes|400
          PUT|faults|[{"operation":"*","kind":"error","status":7}]|status: must be 200 to 599|400
          PUT|faults|[{"operation":"*","kind":"delay","delayMillis":-1}]|delayMillis: must not|400
          PUT|faults|[null]|faults: must not contain null|400
          PUT|faults|null|faults: is missing|400
          PUT|faults|[|the body is not JSON|400
          PUT|clock|{}|offsetSeconds: is missing|400
          PUT|clock|null|clock: is missing|400
          PUT|quotas|{"enabled":"x"}|enabled|400
          POST|mint|{"issuer":"https://unknown","subject":"s","audience":"a"}|issuer: no OIDC|400
          POST|mint|{"issuer":"i","subject":"s","audience":"a","claims":[]}|claims: |400
          POST|mint|{"issuer":"https://unknown"}|subject: is missing|400
          GET|nothing|''|no such control: GET /_local/nothing|404
          """)
  void namesWhatIsWrong(String method, String control, String body, String message, int status) {
    HttpResponse<String> response = call(method, control, body);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"error\":").contains(message);
  }
}
