package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.Way.REST;
import static io.github.keycloakcognito.it.Way.TOKEN_ENDPOINT;
import static io.github.keycloakcognito.it.Way.Wanted.CREDENTIALS;
import static io.github.keycloakcognito.it.Way.Wanted.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.it.Way.Subject;
import io.github.keycloakcognito.it.Way.Wanted;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case goes through both doors, and both must say the same. */
@ExtendWith(StackExtension.class)
@DisplayName("Through the REST door and the token endpoint alike,")
class BothDoorsIT {

  private static final String DATA_READER = "arn:aws:iam::123456789012:role/DataReader";
  private static final String TOKEN_CALL = "GetOpenIdTokenForDeveloperIdentity";
  private static final AtomicInteger USERS = new AtomicInteger();

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
      role("reader", DATA_READER, Map.of("aws.role.session-duration", List.of("7200")));
      role("not-alices", DATA_READER, Map.of());
      String reader = realm.path("/roles/reader");
      realm
          .admin()
          .post(
              realm.path("/users/" + realm.userId("alice") + "/role-mappings/realm"),
              List.of(realm.admin().get(reader)));
      realm
          .admin()
          .create(
              realm.path("/components"),
              component(
                  realm.pool("reports", Map.of("identityPoolId", List.of(Stack.REPORTS_POOL_ID)))));
      TestClients.allowService(realm, "robot");
    }
  }

  static Stream<Arguments> issued() {
    return Stream.of(
        arguments("a token", TOKEN, Map.of()),
        arguments("a token of a named pool", TOKEN, Map.of("pool", "default")),
        arguments("a token of another region's pool", TOKEN, Map.of("pool", "reports")),
        arguments("a token for a shorter time", TOKEN, Map.of("duration", "600")),
        arguments("credentials", CREDENTIALS, Map.of()),
        arguments("credentials of a role", CREDENTIALS, Map.of("role", "reader")),
        arguments(
            "credentials of a role for a shorter time",
            CREDENTIALS,
            Map.of("role", "reader", "duration", "1800")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("issued")
  void issue(String name, Wanted wanted, Map<String, String> parameters) {
    Subject alice = Subject.of(realm.accessToken("alice", "app"), "app");

    Answer rest = REST.ask(realm, wanted, alice, parameters);
    Answer exchange = TOKEN_ENDPOINT.ask(realm, wanted, alice, parameters);

    same(wanted, rest, exchange);
  }

  @Test
  @DisplayName("a guest's identity becomes the user's, and the user keeps it")
  void guest() {
    Map<String, String> guest = Map.of("identity_id", newGuest());
    Subject newcomer = newcomer();

    Answer exchange = TOKEN_ENDPOINT.ask(realm, TOKEN, newcomer, guest);
    Answer rest = REST.ask(realm, TOKEN, newcomer, guest);

    assertThat(exchange.text("IdentityId")).isEqualTo(guest.get("identity_id"));
    assertThat(exchange.json().path("IdentityIdChanged").asBoolean(true)).isFalse();
    same(TOKEN, rest, exchange);
  }

  @Test
  @DisplayName("a guest's identity of somebody who has one already gives that one")
  void guestOfKnownUser() {
    Subject alice = Subject.of(realm.accessToken("alice", "app"), "app");
    String own = REST.ask(realm, TOKEN, alice, Map.of()).text("IdentityId");
    Map<String, String> guest = Map.of("identity_id", newGuest());

    Answer exchange = TOKEN_ENDPOINT.ask(realm, TOKEN, alice, guest);
    Answer rest = REST.ask(realm, TOKEN, alice, guest);

    assertThat(exchange.text("IdentityId")).isEqualTo(own);
    assertThat(exchange.json().path("IdentityIdChanged").asBoolean()).isTrue();
    same(TOKEN, rest, exchange);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("no duration", TOKEN, Map.of("duration", "0"), Refusal.INVALID_REQUEST),
        arguments("too long a token", TOKEN, Map.of("duration", "901"), Refusal.INVALID_REQUEST),
        arguments(
            "a number that is none", TOKEN, Map.of("duration", "1h"), Refusal.INVALID_REQUEST),
        arguments("a role for a token", TOKEN, Map.of("role", "reader"), Refusal.INVALID_REQUEST),
        arguments(
            "an identity of another region",
            TOKEN,
            Map.of("identity_id", "us-east-1:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
            Refusal.INVALID_REQUEST),
        arguments(
            "an identity for credentials",
            CREDENTIALS,
            Map.of("identity_id", "eu-west-1:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
            Refusal.INVALID_REQUEST),
        arguments(
            "a duration without a role",
            CREDENTIALS,
            Map.of("duration", "900"),
            Refusal.INVALID_REQUEST),
        arguments("a token that is fresh", TOKEN, Map.of("fresh", "true"), Refusal.INVALID_REQUEST),
        arguments(
            "credentials that are neither fresh nor not",
            CREDENTIALS,
            Map.of("fresh", "yes"),
            Refusal.INVALID_REQUEST),
        arguments(
            "credentials shorter than AWS gives",
            CREDENTIALS,
            Map.of("role", "reader", "duration", "899"),
            Refusal.INVALID_REQUEST),
        arguments(
            "credentials longer than the role gives",
            CREDENTIALS,
            Map.of("role", "reader", "duration", "7201"),
            Refusal.INVALID_REQUEST),
        arguments(
            "a role by its ARN", CREDENTIALS, Map.of("role", DATA_READER), Refusal.INVALID_REQUEST),
        arguments(
            "somebody else's role",
            CREDENTIALS,
            Map.of("role", "not-alices"),
            Refusal.ACCESS_DENIED),
        arguments("a role of nobody", CREDENTIALS, Map.of("role", "none"), Refusal.ACCESS_DENIED),
        arguments("an unknown pool", TOKEN, Map.of("pool", "elsewhere"), Refusal.NOT_FOUND));
  }

  @ParameterizedTest(name = "{0} is refused")
  @MethodSource("refused")
  void refusal(String name, Wanted wanted, Map<String, String> parameters, Refusal expected) {
    Subject alice = Subject.of(realm.accessToken("alice", "app"), "app");

    refusedAlike(expected, wanted, alice, parameters);
  }

  @ParameterizedTest(name = "a token without the scope is refused {0}")
  @EnumSource
  void scope(Wanted wanted) {
    String token = realm.tokens("alice", "app", "openid profile").text("access_token");

    refusedAlike(Refusal.INSUFFICIENT_SCOPE, wanted, Subject.of(token, "app"), Map.of());
  }

  @ParameterizedTest(name = "a client that the pool does not name is refused {0}")
  @EnumSource
  void client(Wanted wanted) {
    Subject other = Subject.of(realm.accessToken("alice", "other"), "other");

    refusedAlike(Refusal.ACCESS_DENIED, wanted, other, Map.of());
  }

  @ParameterizedTest(name = "a service account is refused {0}")
  @EnumSource
  void serviceAccount(Wanted wanted) {
    Subject robot = new Subject(TestClients.serviceToken(realm, "robot"), "robot", "robot");

    refusedAlike(Refusal.ACCESS_DENIED, wanted, robot, Map.of());
  }

  @ParameterizedTest(name = "a user who has to act first is refused {0}")
  @EnumSource
  void actionRequired(Wanted wanted) {
    Subject newcomer = newcomer();
    String name = Forgery.of(newcomer.token()).claims().path("preferred_username").asText();
    realm
        .admin()
        .put(
            realm.path("/users/" + realm.userId(name)),
            Map.of("requiredActions", List.of("UPDATE_PASSWORD")));

    refusedAlike(Refusal.ACCESS_DENIED, wanted, newcomer, Map.of());
  }

  @ParameterizedTest(name = "a forged token is refused {0}, each as its standard says")
  @EnumSource
  void forged(Wanted wanted) {
    String forged = Forgery.of(realm.accessToken("alice", "app")).withBrokenSignature();
    Subject subject = Subject.of(forged, "app");

    Refusal.INVALID_TOKEN.check(REST.ask(realm, wanted, subject, Map.of()), realm.name());
    Answer exchange = TOKEN_ENDPOINT.ask(realm, wanted, subject, Map.of());

    assertThat(exchange.status()).isEqualTo(400);
    assertThat(exchange.text("error")).isEqualTo("invalid_request");
    assertThat(exchange.text("Code")).isEqualTo("invalid_token");
    assertThat(exchange.header("WWW-Authenticate")).isEmpty();
    assertThat(stack.cognito().calls()).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(Fault.throttle(TOKEN_CALL), 503, "temporarily_unavailable"),
        arguments(Fault.hang(TOKEN_CALL), 504, "timeout"),
        arguments(Fault.error(TOKEN_CALL, "AccessDeniedException", "arn:x"), 502, "aws_denied"),
        arguments(
            Fault.error(TOKEN_CALL, "ResourceNotFoundException", "IdentityPool 'x' not found."),
            502,
            "aws_misconfigured"));
  }

  @ParameterizedTest(name = "{0} at Cognito is {1} {2}")
  @MethodSource("faults")
  void fault(Fault fault, int status, String error) {
    for (Wanted wanted : Wanted.values()) {
      for (Way way : Way.values()) {
        Subject newcomer = newcomer();
        stack.cognito().faults(List.of(fault));

        Answer answer = way.ask(realm, wanted, newcomer, Map.of());

        stack.cognito().clearFaults();
        assertThat(answer.status()).as(way + " " + answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error).isEqualTo(answer.text("Code"));
        assertThat(answer.header("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(answer.body()).satisfies(Disclosure::none);
      }
    }
  }

  /** Same status, body and headers, but for the OAuth members of a token endpoint. */
  private static void same(Wanted wanted, Answer rest, Answer exchange) {
    assertThat(exchange.status()).as(exchange.body()).isEqualTo(200);
    assertThat(rest.status()).as(rest.body()).isEqualTo(200);
    assertThat(exchange.http().headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(exchange.json().fieldNames()).toIterable().startsWith(array(Way.OAUTH_MEMBERS));
    assertThat(exchange.text("access_token")).isNotEmpty().isEqualTo(rest.text("Token"));
    assertThat(exchange.text("issued_token_type")).isEqualTo(wanted.type);
    assertThat(exchange.text("token_type")).isEqualTo("N_A");
    assertThat(Duration.ofSeconds(exchange.json().path("expires_in").asLong()))
        .isPositive()
        .isLessThanOrEqualTo(
            Duration.between(Instant.now(), Instant.parse(rest.text("Expiration"))).plusSeconds(9));
    ObjectNode body = (ObjectNode) exchange.json();
    body.remove(Way.OAUTH_MEMBERS);
    assertThat(body.toString()).isEqualTo(rest.body());
  }

  private void refusedAlike(
      Refusal expected, Wanted wanted, Subject subject, Map<String, String> parameters) {
    Answer rest = REST.ask(realm, wanted, subject, parameters);
    Answer exchange = TOKEN_ENDPOINT.ask(realm, wanted, subject, parameters);

    expected.check(rest, realm.name());
    expected.check(exchange, realm.name());
    assertThat(exchange.body()).isEqualTo(rest.body());
    assertThat(exchange.header("WWW-Authenticate")).isEqualTo(rest.header("WWW-Authenticate"));
    assertThat(stack.cognito().calls()).isEmpty();
  }

  /** A token of somebody for whom nothing is cached. */
  private static Subject newcomer() {
    String name = "newcomer-" + USERS.incrementAndGet();
    realm.admin().create(realm.path("/users"), TestRealm.user(name));
    return Subject.of(realm.accessToken(name, "app"), "app");
  }

  private String newGuest() {
    Answer answer =
        realm
            .http()
            .send(
                Http.request(stack.cognito().endpoint())
                    .header("X-Amz-Target", "AWSCognitoIdentityService.GetId")
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .POST(
                        BodyPublishers.ofString("{\"IdentityPoolId\":\"" + Stack.POOL_ID + "\"}")));
    stack.cognito().resetCalls();
    return answer.text("IdentityId");
  }

  private static void role(String name, String arn, Map<String, List<String>> more) {
    Map<String, List<String>> attributes = new HashMap<>(more);
    attributes.put("aws.role.arn", List.of(arn));
    realm.admin().create(realm.path("/roles"), Map.of("name", name));
    realm.admin().put(realm.path("/roles/" + name), Map.of("name", name, "attributes", attributes));
  }

  private static Map<String, Object> component(Map<String, Object> pool) {
    Map<String, Object> component = new HashMap<>(pool);
    component.put("providerType", TestRealm.POOL_TYPE);
    return component;
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }
}
