package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("The IAM roles of a user")
class RolesIT {

  private static final String ROLES = "arn:aws:iam::123456789012:role/";
  private static final String REPORTS = "arn:aws:iam::210987654321:role/";
  private static final String ASSUME = "AssumeRoleWithWebIdentity";

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      TestRealm made = TestRealm.in(running);
      Grants.pool(made, "reports", Map.of("identityPoolId", List.of(Stack.REPORTS_POOL_ID)));
      rolesOfAlice(made);
      rolesOfBob(made);
      realm = made;
    }
  }

  private static void rolesOfAlice(TestRealm made) {
    new Grants(made)
        .role(
            "data-reader",
            Map.of("arn", ROLES + "DataReader", "label", "Data reader", "pool", "default"))
        .role("data-admin", Map.of("arn", ROLES + "DataAdmin", "session-duration", "14400"))
        .role("boss", Map.of())
        .compose("boss", "data-admin")
        .clientRole("app", "auditor", Map.of("arn", ROLES + "DataReader"))
        .giveByGroup("alice", "app", "auditor")
        .role("everybody", Map.of("arn", Stack.ROLE))
        .role("report-viewer", Map.of("arn", REPORTS + "ReportViewer", "pool", "reports"))
        .give("alice", "data-reader", "boss", "everybody", "report-viewer");
  }

  private static void rolesOfBob(TestRealm made) {
    new Grants(made)
        .role("untrusting", Map.of("arn", ROLES + "KeycloakServer"))
        .role("too-long", Map.of("arn", ROLES + "DataAdmin", "session-duration", "43200"))
        .role("unbound", Map.of("arn", "arn:aws-cn:iam::123456789012:role/DataReader"))
        .role("misspelt", Map.of("arn", "DataReader"))
        .give("bob", "untrusting", "too-long", "unbound", "misspelt");
  }

  @Test
  @DisplayName("are those that the user's roles, composites and groups stand for, by name")
  void list() throws JsonProcessingException {
    Answer answer = list("alice", "");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.json())
        .isEqualTo(
            Answer.JSON.readTree(
                """
                {"roles": [
                  {"name": "app.auditor", "label": "app.auditor",
                   "arn": "arn:aws:iam::123456789012:role/DataReader", "accountId": "123456789012",
                   "maxSessionDuration": 3600, "default": false},
                  {"name": "data-admin", "label": "data-admin",
                   "arn": "arn:aws:iam::123456789012:role/DataAdmin", "accountId": "123456789012",
                   "maxSessionDuration": 14400, "default": false},
                  {"name": "data-reader", "label": "Data reader",
                   "arn": "arn:aws:iam::123456789012:role/DataReader", "accountId": "123456789012",
                   "maxSessionDuration": 3600, "default": false},
                  {"name": "everybody", "label": "everybody",
                   "arn": "arn:aws:iam::123456789012:role/KeycloakCognitoAuthenticated",
                   "accountId": "123456789012", "maxSessionDuration": 3600, "default": true}
                ]}
                """));
  }

  @Test
  @DisplayName("are other ones in another pool, with another account and region")
  void listOfAnotherPool() {
    Answer answer = list("alice", "?pool=reports");

    assertThat(answer.json().path("roles").findValuesAsText("name"))
        .containsExactly("app.auditor", "data-admin", "everybody", "report-viewer");
    assertThat(answer.json().path("roles").path(3).path("accountId").asText())
        .isEqualTo("210987654321");
  }

  @Test
  @DisplayName("are not told where their attributes are wrong or the operator has not bound them")
  void listWithoutWrongOnes() {
    Answer answer = list("bob", "");

    assertThat(answer.json().path("roles").findValuesAsText("name"))
        .containsExactly("too-long", "untrusting");
    stack.log("Role misspelt is left out of the AWS roles: aws.role.arn: must be");
  }

  @Test
  @DisplayName("are told to nobody without a token, scope or allowed client")
  void listRefused() {
    Refusal.NO_TOKEN.check(realm.http().send(Http.request(realm.door("/roles"))), realm.name());
    Refusal.INSUFFICIENT_SCOPE.check(
        listWith(realm.tokens("alice", "app", "openid").text("access_token"), ""), realm.name());
    Refusal.ACCESS_DENIED.check(listWith(realm.accessToken("alice", "other"), ""), realm.name());
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("are taken by name, and AWS knows the person")
  void take() {
    Answer answer = take("alice", Map.of("role", "data-reader"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("RoleArn")).isEqualTo(ROLES + "DataReader");
    assertThat(answer.text("AccountId")).isEqualTo("123456789012");
    assertThat(answer.text("IdentityId")).startsWith("eu-west-1:");
    assertLasts(answer, 3600);
    assertThat(CallerIdentity.arn(stack, answer))
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/DataReader/alice");
  }

  @ParameterizedTest(name = "also by {0}")
  @CsvSource({"data-admin, DataAdmin, 14400", "app.auditor, DataReader, 3600"})
  @DisplayName("are taken through composites and groups, for as long as the role says")
  void takeInherited(String name, String role, int seconds) {
    Answer answer = take("alice", Map.of("role", name));

    assertThat(CallerIdentity.arn(stack, answer)).endsWith(":assumed-role/" + role + "/alice");
    assertLasts(answer, seconds);
  }

  @Test
  @DisplayName("are taken for a shorter time where one asks for it, each kept by itself")
  void duration() {
    Answer shorter = take("alice", Map.of("role", "data-admin", "duration", "900"));
    Answer longer = take("alice", Map.of("role", "data-admin", "duration", "14400"));

    assertLasts(shorter, 900);
    assertLasts(longer, 14400);
    assertThat(take("alice", Map.of("role", "data-admin", "duration", "14400")).body())
        .isEqualTo(longer.body());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "duration, 899",
    "duration, 43201",
    "duration, 3601",
    "duration, 1h",
    "role, arn:aws:iam::123456789012:role/DataReader",
  })
  @DisplayName("are not taken for a time out of range, nor by ARN")
  void badRequest(String name, String value) {
    Map<String, String> parameters = new HashMap<>(Map.of("role", "data-reader"));
    parameters.put(name, value);

    refuse(Refusal.INVALID_REQUEST, take("alice", parameters));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nothing", "untrusting", "report-viewer", "boss", "DataReader"})
  @DisplayName("are not taken where they are not granted, another user's or another pool's")
  void notGranted(String name) {
    refuse(Refusal.ACCESS_DENIED, take("alice", Map.of("role", name)));
  }

  @Test
  @DisplayName("are not taken where the operator has not bound them, which the log says")
  void unbound() {
    refuse(Refusal.ACCESS_DENIED, take("bob", Map.of("role", "unbound")));

    stack.log(
        "role arn:aws-cn:iam::123456789012:role/DataReader is not bound to realm " + realm.name(),
        "to the server option roles");
  }

  @Test
  @DisplayName("are refused the moment they are taken away, whatever is kept")
  void takenAway() {
    Grants grants = new Grants(realm);
    grants.role("short-lived", Map.of("arn", ROLES + "DataReader")).give("bob", "short-lived");
    String token = realm.accessToken("bob", "app");
    assertThat(take(realm, token, Map.of("role", "short-lived")).status()).isEqualTo(200);
    assertThat(take(realm, token, Map.of("role", "short-lived")).status()).isEqualTo(200);
    stack.cognito().resetCalls();

    grants.take("bob", "short-lived");

    refuse(Refusal.ACCESS_DENIED, take(realm, token, Map.of("role", "short-lived")));
    assertThat(listWith(token, "").body()).doesNotContain("short-lived");
  }

  @Test
  @DisplayName("of another account are taken through its pool")
  void otherAccount() {
    Answer credentials = take("alice", Map.of("pool", "reports"));
    Answer role = take("alice", Map.of("pool", "reports", "role", "report-viewer"));

    assertThat(CallerIdentity.arn(stack, credentials))
        .startsWith("arn:aws:sts::210987654321:assumed-role/KeycloakCognitoAuthenticated/");
    assertThat(CallerIdentity.arn(stack, role))
        .isEqualTo("arn:aws:sts::210987654321:assumed-role/ReportViewer/alice");
    assertThat(role.text("AccountId")).isEqualTo("210987654321");
    assertThat(role.text("RoleArn")).isEqualTo(REPORTS + "ReportViewer");
    assertThat(role.text("IdentityId")).startsWith("us-east-1:");
  }

  @Test
  @DisplayName("are of a pool whose realm the operator has bound, or of none")
  void unboundRealm() {
    TestRealm unbound = TestRealm.in(stack.url(), "unbound-roles");
    new Grants(unbound)
        .role("data-reader", Map.of("arn", ROLES + "DataReader"))
        .give("alice", "data-reader");

    Answer answer =
        take(unbound, unbound.accessToken("alice", "app"), Map.of("role", "data-reader"));

    Refusal.ACCESS_DENIED.check(answer, unbound.name());
    // Not that there are none: what an earlier test removed may be on its way to Cognito.
    assertThat(stack.cognito().calls())
        .doesNotContainKeys(ASSUME, "GetOpenIdTokenForDeveloperIdentity");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "untrusting, aws_denied, its trust policy must allow sts:AssumeRoleWithWebIdentity",
    "too-long, aws_misconfigured, raise the IAM role's maximum session duration"
  })
  @DisplayName("that AWS refuses are told with the remedy in the log, and cost one token")
  void refusedByAws(String name, String error, String remedy) {
    String token = realm.accessToken("bob", "app");
    assertThat(realm.exchange(token).status()).isEqualTo(200);
    stack.cognito().resetCalls();

    for (int i = 0; i < 2; i++) {
      new Refusal(502, error, null, false)
          .check(take(realm, token, Map.of("role", name)), realm.name());
    }

    assertThat(stack.cognito().calls()).containsOnly(entry(ASSUME, 2L));
    stack.log("Remedy: ", remedy);
    assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
        .containsEntry("error", error)
        .containsEntry("door", "credentials")
        .containsKeys("cause", "aws_request_id");
  }

  @Test
  @DisplayName("stand in the event of who takes them")
  void audit() {
    TestRealm own = TestRealm.in(stack);
    new Grants(own)
        .role("data-reader", Map.of("arn", ROLES + "DataReader"))
        .give("alice", "data-reader");

    Answer answer = take(own, own.accessToken("alice", "app"), Map.of("role", "data-reader"));

    assertThat(own.events("TOKEN_EXCHANGE"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event)
                  .contains(
                      entry("role", ROLES + "DataReader"),
                      entry("username", "alice"),
                      entry("identity_id", answer.text("IdentityId")))
                  .containsKeys("expiration", "aws_request_id");
              assertThat(event.toString())
                  .doesNotContain(answer.text("SecretAccessKey"), answer.text("Token"));
            });
  }

  private void refuse(Refusal expected, Answer answer) {
    expected.check(answer, realm.name());
    assertThat(stack.cognito().calls()).doesNotContainKey(ASSUME);
  }

  private static void assertLasts(Answer answer, int seconds) {
    assertThat(Instant.parse(answer.text("Expiration")))
        .isCloseTo(Instant.now().plusSeconds(seconds), within(1, ChronoUnit.MINUTES));
  }

  private static Answer list(String username, String query) {
    return listWith(realm.accessToken(username, "app"), query);
  }

  private static Answer listWith(String token, String query) {
    return realm
        .http()
        .send(
            Http.request(realm.door("/roles" + query)).header("Authorization", "Bearer " + token));
  }

  private static Answer take(String username, Map<String, String> parameters) {
    return take(realm, realm.accessToken(username, "app"), parameters);
  }

  private static Answer take(TestRealm in, String token, Map<String, String> parameters) {
    return in.http()
        .send(
            Http.form(in.door("/credentials"), parameters)
                .header("Authorization", "Bearer " + token));
  }
}
