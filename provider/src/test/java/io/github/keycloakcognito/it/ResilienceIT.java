package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StackExtension.class)
@DisplayName("When Cognito")
class ResilienceIT {

  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";
  private static final String CREDENTIALS = "GetCredentialsForIdentity";
  private static final String ROLES = "GetIdentityPoolRoles";

  /** What the README promises; the client gives up after it. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private static final AtomicInteger USERS = new AtomicInteger();

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
  }

  /** A token of somebody for whom nothing is cached. */
  private static String newcomer() {
    String name = "newcomer-" + USERS.incrementAndGet();
    realm.admin().create(realm.path("/users"), TestRealm.user(name));
    return realm.accessToken(name, "app");
  }

  static Stream<Arguments> faults() {
    List<Arguments> cases = new ArrayList<>();
    for (String operation : List.of(TOKEN, CREDENTIALS)) {
      cases.add(Arguments.of(Fault.hang(operation), 504, "timeout"));
      cases.add(Arguments.of(Fault.throttle(operation), 503, "temporarily_unavailable"));
      cases.add(Arguments.of(Fault.reset(operation), 503, "temporarily_unavailable"));
      cases.add(Arguments.of(Fault.garbage(operation), 503, "temporarily_unavailable"));
      cases.add(Arguments.of(Fault.internalError(operation), 503, "temporarily_unavailable"));
    }
    cases.add(
        Arguments.of(
            Fault.error(TOKEN, "AccessDeniedException", "User: arn:aws:iam::1:user/x is not..."),
            502,
            "aws_denied"));
    cases.add(
        Arguments.of(
            Fault.error(TOKEN, "UnrecognizedClientException", "The security token is invalid"),
            502,
            "aws_denied"));
    cases.add(
        Arguments.of(
            Fault.error(TOKEN, "ResourceNotFoundException", "IdentityPool 'x' not found."),
            502,
            "aws_misconfigured"));
    cases.add(
        Arguments.of(
            Fault.error(
                CREDENTIALS,
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool."),
            502,
            "aws_misconfigured"));
    return cases.stream();
  }

  @ParameterizedTest(name = "has the fault {0}, the answer is {1} {2}")
  @MethodSource("faults")
  void fault(Fault fault, int status, String error) {
    String access = newcomer();
    stack.cognito().faults(List.of(fault));

    Answer answer = send(access);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("error")).isEqualTo(error);
    assertThat(answer.text("Message")).isNotEmpty();
    assertThat(answer.header("Retry-After").isPresent()).isEqualTo(status == 503);
    assertThat(answer.body()).doesNotContain("arn:", "Exception", "\tat ", "IAM roles");

    stack.cognito().clearFaults();
    assertThat(send(access).status()).as("after Cognito has recovered").isEqualTo(200);
  }

  @Test
  @DisplayName("denies Keycloak, the log and the event name cause and remedy")
  void remedy() {
    stack
        .cognito()
        .faults(List.of(Fault.error(TOKEN, "AccessDeniedException", "denied for " + realm.name())));

    send(newcomer());

    assertThat(stack.log("denied for " + realm.name()))
        .contains("Remedy: grant Keycloak the IAM action");
    Map<String, String> event = realm.events("TOKEN_EXCHANGE_ERROR").get(0);
    assertThat(event).containsEntry("error", "aws_denied").containsKey("aws_request_id");
    assertThat(event.get("cause")).contains("denied for " + realm.name());
  }

  @Test
  @DisplayName("fails once, the second attempt succeeds unnoticed")
  void retry() {
    stack.cognito().faults(List.of(Fault.internalError(TOKEN).times(1)));

    assertThat(send(newcomer()).status()).isEqualTo(200);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 2L);
  }

  @Test
  @DisplayName("does not tell the pool's role, credentials come without it")
  void roleUnknown() {
    // A setting that no test has used gives the pool a cache entry of its own.
    realm.changePool(Map.of("tokenDuration", List.of("899")));
    stack.cognito().faults(List.of(Fault.hang(ROLES)));

    Answer answer = send(newcomer());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("RoleArn")).isFalse();
    assertThat(answer.text("AccountId")).isEqualTo("123456789012");
  }

  @Test
  @DisplayName("hangs, sign-in works, and more exchanges than may wait are sent away")
  void hangingCognito() {
    List<String> tokens = new ArrayList<>();
    for (int user = 0; user < 48; user++) {
      tokens.add(newcomer());
    }
    stack.cognito().faults(List.of(Fault.hang(TOKEN)));
    ExecutorService clients = Executors.newFixedThreadPool(tokens.size());
    try {
      List<CompletableFuture<Answer>> answers =
          tokens.stream()
              .map(token -> CompletableFuture.supplyAsync(() -> realm.exchange(token), clients))
              .toList();
      String signedIn = newcomer();
      assertThat(answers).as("while exchanges wait").anyMatch(answer -> !answer.isDone());
      assertThat(signedIn).isNotEmpty();

      List<Integer> statuses = answers.stream().map(answer -> answer.join().status()).toList();
      assertThat(statuses).containsOnly(503, 504).contains(503, 504);
    } finally {
      clients.shutdownNow();
    }
    stack.cognito().clearFaults();
    assertThat(realm.exchange(tokens.get(0)).status()).isEqualTo(200);
  }

  private Answer send(String access) {
    HttpRequest.Builder request =
        Http.request(realm.door("/credentials")).header("Authorization", "Bearer " + access);
    return realm.http().send(request.timeout(LONGEST_ANSWER));
  }
}
