package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.Way.Wanted.CREDENTIALS;
import static io.github.keycloakcognito.it.Way.Wanted.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.it.Way.Subject;
import io.github.keycloakcognito.it.Way.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("A better sign-in is asked for, and suffices:")
class StepUpIT {

  private static final String HIGHER = "A sign-in of a higher level is required.";
  private static final String FRESHER = "A more recent sign-in is required.";
  private static final Map<String, String> GOLD = Map.of("acr_values", "gold");

  private static TestRealm realm;
  private Stack stack;
  private BrowserSession browser;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = StepUpRealm.in(running);
    }
    realm.changePool(Map.of());
    browser = new BrowserSession(realm);
  }

  @ParameterizedTest(name = "a pool''s minimum {0}")
  @ValueSource(strings = {"2", "gold"})
  void minimumOfPool(String acr) {
    realm.changePool(Map.of("minimumAcr", List.of(acr)));
    String first = access(browser.signIn("alice", "app", Map.of()));

    assertThat(acr(first)).isEqualTo("silver");
    refused(first, "acr_values=\"" + acr + "\"", HIGHER);

    int forms = browser.forms();
    String second = access(browser.signIn("alice", "app", Map.of("acr_values", acr)));
    assertThat(browser.forms()).as("the second level's form only").isEqualTo(forms + 1);
    assertThat(acr(second)).isEqualTo(acr);
    open(second);
    refused(first, "acr_values=\"" + acr + "\"", HIGHER);
  }

  @ParameterizedTest(name = "a minimum that is reached already, {0}")
  @ValueSource(strings = {"0", "1", "silver"})
  void reached(String acr) {
    realm.changePool(Map.of("minimumAcr", List.of(acr)));

    open(access(browser.signIn("alice", "app", Map.of())));
  }

  @Test
  @DisplayName("a name that nobody has mapped to a level is out of everybody's reach")
  void unknownName() {
    realm.changePool(Map.of("minimumAcr", List.of("platinum")));

    refused(access(browser.signIn("alice", "app", GOLD)), "acr_values=\"platinum\"", HIGHER);
  }

  @Test
  @DisplayName("a lightweight token, which says nothing of its level and time")
  void lightweight() {
    TestClients.allow(
        realm, "light", Map.of("client.use.lightweight.access.token.enabled", "true"));
    Map<String, List<String>> clients = Map.of("allowedClients", List.of("app", "light"));
    Map<String, List<String>> strict = new HashMap<>(clients);
    strict.put("minimumAcr", List.of("gold"));
    strict.put("maximumAuthenticationAge", List.of("3600"));
    Map<String, List<String>> easy = new HashMap<>(strict);
    easy.put("minimumAcr", List.of("silver"));
    String first = access(browser.signIn("alice", "light", Map.of()));
    assertThat(Forgery.of(first).claims().has("acr")).isFalse();
    assertThat(Forgery.of(first).claims().has("auth_time")).isFalse();

    realm.changePool(easy);
    open(first, "light");
    realm.changePool(strict);
    refused(first, "light", "acr_values=\"gold\", max_age=\"3600\"", HIGHER);
    open(access(browser.signIn("alice", "light", GOLD)), "light");
  }

  @Test
  @DisplayName("a token of the password grant, whose level is the first")
  void passwordGrant() {
    String token = realm.accessToken("alice", "app");
    realm.changePool(Map.of("minimumAcr", List.of("gold")));
    refused(token, "acr_values=\"gold\"", HIGHER);
    realm.changePool(
        Map.of("minimumAcr", List.of("silver"), "maximumAuthenticationAge", List.of("3600")));
    open(token);
  }

  @Test
  @DisplayName("a maximum age, which refreshing does not reset")
  void maximumAge() {
    Answer tokens = browser.signIn("alice", "app", Map.of());
    realm.changePool(Map.of("maximumAuthenticationAge", List.of("3600")));
    open(access(tokens));

    realm.changePool(Map.of("maximumAuthenticationAge", List.of("9")));
    Instant old = time(access(tokens)).plusSeconds(11);
    await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(old));
    String refreshed =
        access(
            realm
                .http()
                .send(
                    Http.form(
                        realm.tokenEndpoint(),
                        Map.of(
                            "grant_type", "refresh_token",
                            "client_id", "app",
                            "refresh_token", tokens.text("refresh_token")))));
    assertThat(time(refreshed)).isEqualTo(time(access(tokens)));
    refused(access(tokens), "max_age=\"9\"", FRESHER);
    refused(refreshed, "max_age=\"9\"", FRESHER);

    String fresh = access(browser.signIn("alice", "app", Map.of("max_age", "9")));
    assertThat(time(fresh)).isAfter(time(refreshed));
    open(fresh);
  }

  @Test
  @DisplayName("a role's own level and age, which the pool does not ask for")
  void role() {
    String name = "careful";
    realm.admin().create(realm.path("/roles"), Map.of("name", name));
    realm
        .admin()
        .put(
            realm.path("/roles/" + name),
            Map.of(
                "name",
                name,
                "attributes",
                Map.of(
                    "aws.role.arn",
                    List.of("arn:aws:iam::123456789012:role/DataReader"),
                    "aws.role.acr",
                    List.of("gold"),
                    "aws.role.max-age",
                    List.of("600"))));
    realm
        .admin()
        .post(
            realm.path("/users/" + realm.userId("alice") + "/role-mappings/realm"),
            List.of(realm.admin().get(realm.path("/roles/" + name))));
    Map<String, String> role = Map.of("role", name);
    String first = access(browser.signIn("alice", "app", Map.of()));

    for (Way way : Way.values()) {
      Answer refusal = way.ask(realm, CREDENTIALS, Subject.of(first, "app"), role);
      check(refusal, "Bearer", "acr_values=\"gold\", max_age=\"600\"", HIGHER);
      Answer without = way.ask(realm, CREDENTIALS, Subject.of(first, "app"), Map.of());
      assertThat(without.status()).isEqualTo(200);
    }
    String second = access(browser.signIn("alice", "app", GOLD));
    for (Way way : Way.values()) {
      Answer answer = way.ask(realm, CREDENTIALS, Subject.of(second, "app"), role);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.text("RoleArn")).endsWith(":role/DataReader");
    }
  }

  @ParameterizedTest(name = "a DPoP-bound token, whose challenge is of its scheme: {0}")
  @EnumSource
  void dpop(Way way) {
    realm.changePool(Map.of("minimumAcr", List.of("gold")));
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(realm, "app", "alice");
    Map<String, String> form = new HashMap<>(TOKEN.form());
    form.putAll(Subject.of(token, "app").form());

    Answer answer =
        realm
            .http()
            .send(
                way == Way.REST
                    ? Http.form(realm.door("/token"), Map.of())
                        .header("Authorization", "DPoP " + token)
                        .header("DPoP", key.proof("POST", realm.door("/token"), token))
                    : Http.form(realm.tokenEndpoint(), form)
                        .header("DPoP", key.proof("POST", realm.tokenEndpoint(), null)));

    check(answer, "DPoP", "acr_values=\"gold\"", HIGHER);
  }

  private void refused(String token, String wanted, String why) {
    refused(token, "app", wanted, why);
  }

  private void refused(String token, String clientId, String wanted, String why) {
    stack.cognito().resetCalls();
    for (Way way : Way.values()) {
      for (Wanted what : Wanted.values()) {
        check(way.ask(realm, what, Subject.of(token, clientId), Map.of()), "Bearer", wanted, why);
      }
    }
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private static void check(Answer answer, String scheme, String wanted, String why) {
    String error = "insufficient_user_authentication";
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .hasValue(
            scheme
                + " realm=\""
                + realm.name()
                + "\", error=\""
                + error
                + "\", error_description=\""
                + why
                + "\", "
                + wanted);
    assertThat(answer.json().properties())
        .extracting(Map.Entry::getKey, member -> member.getValue().asText())
        .containsExactly(
            tuple("error", error),
            tuple("error_description", why),
            tuple("Code", error),
            tuple("Message", why),
            tuple("code", error),
            tuple("message", why));
  }

  private static void open(String token) {
    open(token, "app");
  }

  private static void open(String token, String clientId) {
    for (Way way : Way.values()) {
      Answer answer = way.ask(realm, TOKEN, Subject.of(token, clientId), Map.of());
      assertThat(answer.status()).as(way + " " + answer.body()).isEqualTo(200);
    }
  }

  private static String access(Answer tokens) {
    return tokens.text("access_token");
  }

  private static String acr(String token) {
    return Forgery.of(token).claims().path("acr").asText();
  }

  private static Instant time(String token) {
    return Instant.ofEpochSecond(Forgery.of(token).claims().path("auth_time").asLong());
  }
}
