package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("The AWS console")
class ConsoleIT {

  private static final String READER = "arn:aws:iam::123456789012:role/DataReader";
  private static final String HOME = "https://console.aws.amazon.com/console/home?region=eu-west-1";
  private static final Refusal AWS_DENIED = new Refusal(502, "aws_denied", null, false);
  private static final Refusal UNAVAILABLE =
      new Refusal(503, "temporarily_unavailable", null, false);

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
      role(realm, "data-reader", READER);
      grant(realm, "alice", "data-reader");
    }
  }

  @Test
  @DisplayName("opens with the pool's authenticated role")
  void opens() {
    Answer answer = console("alice", Map.of());

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.json().fieldNames()).toIterable().containsExactly("url");
    Map<String, String> query = query(answer.text("url"));
    assertThat(query)
        .contains(
            entry("Action", "login"),
            entry("Destination", HOME),
            entry("Issuer", stack.url() + "/realms/" + realm.name() + "/account"));
    assertThat(login(answer).header("Location")).hasValue(HOME);
  }

  @Test
  @DisplayName("opens at a page, with a role taken by its name")
  void opensWithRole() {
    String page = "https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-1#x";

    Answer answer =
        console("alice", Map.of("role", "data-reader", "duration", "900", "destination", page));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(login(answer).header("Location")).hasValue(page);
    assertThat(stack.cognito().calls()).containsKeys("AssumeRoleWithWebIdentity", "getSigninToken");
  }

  @Test
  @DisplayName("is an event each time, and leaves no secret anywhere")
  void audit() throws IOException {
    TestRealm own = TestRealm.in(stack);
    String access = own.accessToken("alice", "app");

    Answer first = console(own, access, Map.of());
    Answer second = console(own, access, Map.of());

    assertThat(first.text("url")).isNotEqualTo(second.text("url"));
    List<Map<String, String>> events = own.events("TOKEN_EXCHANGE");
    assertThat(events)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event)
                    .contains(
                        entry("door", "console"),
                        entry("pool", "default"),
                        entry("role", Stack.ROLE),
                        entry("userId", own.userId("alice")))
                    .containsKeys("identity_id", "expiration"));
    String token = query(first.text("url")).get("SigninToken");
    String secret = own.credentials(access).text("SecretAccessKey");
    assertThat(token).hasSizeGreaterThan(100);
    String log = Files.readString(stack.keycloak().log());
    assertThat(events.toString() + log).doesNotContain(token, secret, "SigninToken=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/",
        "http://console.aws.amazon.com/",
        "https://console.aws.amazon.com@example.org/",
        "https://console.aws.amazon.com.example.org/",
        "https://console.amazonaws.cn/",
        "//console.aws.amazon.com/",
        "javascript:alert(1)"
      })
  @DisplayName("leads nowhere else")
  void noOpenRedirect(String destination) {
    refuse(Refusal.INVALID_REQUEST, Map.of("destination", destination));
  }

  @Test
  @DisplayName("refuses what the credentials refuse, before AWS is asked")
  void refusals() {
    refuse(Refusal.ACCESS_DENIED, Map.of("role", "data-admin"));
    refuse(Refusal.INVALID_REQUEST, Map.of("role", READER));
    refuse(Refusal.INVALID_REQUEST, Map.of("role", "data-reader", "duration", "899"));
    refuse(Refusal.INVALID_REQUEST, Map.of("duration", "900"));
    refuse(Refusal.NOT_FOUND, Map.of("pool", "nowhere"));
    Answer foreign = console(realm, realm.accessToken("alice", "other"), Map.of());
    Refusal.ACCESS_DENIED.check(foreign, realm.name());
    Refusal.NO_TOKEN.check(
        realm.http().send(Http.form(realm.door("/console"), Map.of())), realm.name());
    Refusal.INVALID_TOKEN.check(console(realm, "nonsense", Map.of()), realm.name());
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("is asked for by POST only")
  void postOnly() {
    Answer answer =
        realm
            .http()
            .send(
                Http.request(realm.door("/console"))
                    .header("Authorization", "Bearer " + realm.accessToken("alice", "app")));

    // Which of them depends on how Keycloak's JAX-RS implementation looks for other methods.
    assertThat(answer.status()).isIn(404, 405);
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("is refused in our words when AWS refuses, is busy, or is silent")
  void trouble() throws IOException {
    console("alice", Map.of());
    stack.cognito().faults(List.of(Fault.error("getSigninToken", "No", "no").withStatus(400)));
    AWS_DENIED.check(console("alice", Map.of()), realm.name());
    assertThat(stack.log("getSigninToken answered HTTP 400")).doesNotContain("SigninToken=");

    stack.cognito().faults(List.of(Fault.error("getSigninToken", "No", "no").withStatus(503)));
    Answer busy = console("alice", Map.of());
    UNAVAILABLE.check(busy, realm.name());
    assertThat(busy.header("Retry-After")).isPresent();

    stack.cognito().faults(List.of(Fault.hang("getSigninToken")));
    new Refusal(504, "timeout", null, false).check(console("alice", Map.of()), realm.name());
  }

  private void refuse(Refusal expected, Map<String, String> parameters) {
    expected.check(console("alice", parameters), realm.name());
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private static Answer console(String user, Map<String, String> parameters) {
    return console(realm, realm.accessToken(user, "app"), parameters);
  }

  private static Answer console(TestRealm realm, String access, Map<String, String> parameters) {
    return realm
        .http()
        .send(
            Http.request(realm.door("/console"))
                .header("Authorization", "Bearer " + access)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encode(parameters))));
  }

  private static Answer login(Answer answer) {
    Answer login = realm.http().send(Http.request(URI.create(answer.text("url"))));
    assertThat(login.status()).isEqualTo(302);
    return login;
  }

  private static Map<String, String> query(String url) {
    Map<String, String> query = new HashMap<>();
    for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
      int end = pair.indexOf('=');
      query.put(
          pair.substring(0, end),
          URLDecoder.decode(pair.substring(end + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  static void role(TestRealm realm, String name, String arn) {
    realm
        .admin()
        .post(
            realm.path("/roles"),
            Map.of("name", name, "attributes", Map.of("aws.role.arn", List.of(arn))));
  }

  static void grant(TestRealm realm, String user, String role) {
    realm
        .admin()
        .post(
            realm.path("/users/" + realm.userId(user) + "/role-mappings/realm"),
            List.of(realm.admin().get(realm.path("/roles/" + role))));
  }
}
