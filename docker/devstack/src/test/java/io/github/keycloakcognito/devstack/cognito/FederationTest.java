package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The way to a console URL, as the IAM user guide describes it for custom identity brokers. */
class FederationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONSOLE = "https://console.aws.amazon.com/s3/home?region=eu-west-1#x";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static AwsSessionCredentials assume(AwsCredentials with, String role) {
    try (StsClient sts = SERVER.sts(with)) {
      Credentials issued =
          sts.assumeRole(
                  r -> r.roleArn("arn:aws:iam::123456789012:role/" + role).roleSessionName("ab"))
              .credentials();
      return AwsSessionCredentials.create(
          issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
  }

  private static AwsSessionCredentials session() {
    return assume(Cognito.KEY, "ByAccount");
  }

  private static String json(String id, String key, String token) {
    return JSON.createObjectNode()
        .put("sessionId", id)
        .put("sessionKey", key)
        .put("sessionToken", token)
        .toString();
  }

  private static String json(AwsSessionCredentials session) {
    return json(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(String query) {
    return Raw.request(SERVER.endpoint(), "GET", "/federation?" + query).send();
  }

  private static HttpResponse<String> signinToken(String session, String more) {
    return get("Action=getSigninToken&Session=" + encoded(session) + more);
  }

  private static String token(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body()).get("SigninToken").textValue();
  }

  private static HttpResponse<String> login(String destination, String token) {
    return get(
        "Action=login&Issuer="
            + encoded("https://keycloak.test/")
            + "&Destination="
            + encoded(destination)
            + "&SigninToken="
            + token);
  }

  @Test
  void leadsToTheConsole() throws IOException {
    HttpResponse<String> response = signinToken(json(session()), "&SessionDuration=43200");
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    String token = token(response);
    HttpResponse<String> login = login(CONSOLE, token);
    assertThat(login.statusCode()).isEqualTo(302);
    assertThat(login.headers().firstValue("location")).contains(CONSOLE);
  }

  @Test
  void takesForms() throws IOException {
    String token =
        token(
            Raw.request(SERVER.endpoint(), "POST", "/federation")
                .header("content-type", "application/x-www-form-urlencoded")
                .body("Action=getSigninToken&Session=" + encoded(json(session())))
                .send());
    assertThat(
            Raw.request(SERVER.endpoint(), "POST", "/federation?Action=login")
                .body("Destination=" + encoded(CONSOLE) + "&SigninToken=" + token)
                .send()
                .statusCode())
        .isEqualTo(302);
  }

  @Test
  void takesCredentialsOfAnIdentity() throws IOException {
    var token = SERVER.token(Cognito.newUser());
    AwsSessionCredentials issued =
        Cognito.session(
            SERVER
                .client()
                .getCredentialsForIdentity(
                    r ->
                        r.identityId(token.identityId())
                            .logins(Map.of(Cognito.COGNITO, token.token())))
                .credentials());
    assertThat(token(signinToken(json(issued), "&SessionDuration=900"))).hasSizeGreaterThan(256);
  }

  @Test
  void refusesCredentialsThatDoNotHold() {
    AwsSessionCredentials session = session();
    String id = session.accessKeyId();
    String key = session.secretAccessKey();
    refusedCredentials(json(id, "wrong", session.sessionToken()), "");
    refusedCredentials(json(id, key, session().sessionToken()), "");
    refusedCredentials(json(id, key, ""), "");
    refusedCredentials(json("ASIAUNKNOWNUNKNOWN00", key, session.sessionToken()), "");
    refusedCredentials(json(Cognito.KEY.accessKeyId(), Cognito.KEY.secretAccessKey(), ""), "");
    refusedCredentials("{\"sessionId\":\"" + id + "\"}", "");
    SERVER.running().clockOffset(Duration.ofMinutes(61));
    refusedCredentials(json(session), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "\"text\"", "{\"sessionId\":{}}"})
  void refusesWhatAreNoCredentials(String session) {
    refusedCredentials(session, "");
  }

  @ParameterizedTest
  @CsvSource({
    "SessionDuration,899",
    "SessionDuration,43201",
    "SessionDuration,1h",
    "SessionDuration,-1",
    "SessionDuration,99999999999999999999",
    "SessionDuration,''",
    "DurationSeconds,899",
    "DurationSeconds,129601"
  })
  void limitsDurations(String name, String value) {
    refusedCredentials(json(session()), "&" + name + "=" + value);
  }

  @Test
  void chainedSessionsChooseNoDuration() throws IOException {
    String chained = json(assume(session(), "ByRole"));
    refusedCredentials(chained, "&SessionDuration=900");
    assertThat(token(signinToken(chained, ""))).isNotEmpty();
  }

  @Test
  void tokensLastFifteenMinutes() throws IOException {
    String token = token(signinToken(json(session()), "&DurationSeconds=900"));
    SERVER.running().clockOffset(Duration.ofMinutes(14));
    assertThat(login(CONSOLE, token).statusCode()).isEqualTo(302);
    SERVER.running().clockOffset(Duration.ofMinutes(15));
    page(login(CONSOLE, token), "Invalid signin token parameter");
  }

  @Test
  void refusesUnknownTokens() {
    page(login(CONSOLE, "abc"), "Invalid signin token parameter");
    page(login(CONSOLE, ""), "Invalid signin token parameter");
    page(get("Action=login&Destination=" + encoded(CONSOLE)), "Invalid signin token parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://eu-west-1.console.aws.amazon.com/cognito",
        "https://health.aws.amazon.com/",
        "https://console.amazonaws-us-gov.com/",
        "https://console.amazonaws.cn",
        "HTTPS://CONSOLE.AWS.AMAZON.COM/"
      })
  void knowsTheConsolesOfAllPartitions(String destination) throws IOException {
    String token = token(signinToken(json(session()), ""));
    assertThat(login(destination, token).headers().firstValue("location")).contains(destination);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/s3",
        "http://console.aws.amazon.com/",
        "https://example.org/",
        "https://example.org/.aws.amazon.com",
        "https://evilaws.amazon.com/",
        "https://console.aws.amazon.com.example.org/",
        "https://console.aws.amazon.com@example.org/",
        "https://user@console.aws.amazon.com/",
        "https://console.aws.amazon.com:444/",
        "https://example.org\\.aws.amazon.com/",
        "javascript:alert(1)//console.aws.amazon.com",
        "https://console.aws.amazon.com/\r\nSet-Cookie: a=b",
        "https:console.aws.amazon.com"
      })
  void leadsNowhereElse(String destination) throws IOException {
    String token = token(signinToken(json(session()), ""));
    page(login(destination, token), "Invalid destination parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Action=", "Action=logout", "Action=%3Cscript%3E"})
  void refusesOtherActions(String query) {
    page(get(query), "Invalid action parameter");
  }

  @Test
  void countsItsCalls() {
    signinToken("", "");
    assertThat(SERVER.running().calls()).containsEntry("getSigninToken", 1L);
    assertThat(Raw.request(SERVER.endpoint(), "DELETE", "/federation").send().statusCode())
        .isEqualTo(404);
  }

  private static void refusedCredentials(String session, String more) {
    page(signinToken(session, more), "Invalid credentials parameter");
  }

  private static void page(HttpResponse<String> response, String message) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).contains("text/html;charset=UTF-8");
    assertThat(response.headers().firstValue("location")).isEmpty();
    assertThat(response.body()).contains(message).doesNotContain("script").doesNotContain("ASIA");
  }
}
