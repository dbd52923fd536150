package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;

/** A process that is killed while it works loses nothing it acknowledged. */
class KilledTest {
  private static final int ROUNDS = 4;
  private static final int CLIENTS = 4;
  private static final int ACKNOWLEDGED_PER_ROUND = 60;

  @TempDir private Path folder;

  /** By user name, what the first answer about the user said. */
  private final Map<String, GetOpenIdTokenForDeveloperIdentityResponse> acknowledged =
      new ConcurrentHashMap<>();

  @Test
  void comesBackWithEveryIdentityItAcknowledged() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Credentials issued = callUntilKilled(round);
      try (CognitoProcess again = start()) {
        assertNothingLost(again, issued);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_PER_ROUND);
  }

  @Test
  void comesBackAfterAKillAtItsStart() {
    start().kill();
    try (CognitoProcess again = start()) {
      assertThat(Raw.request(again.endpoint(), "GET", "/_local/health").send().statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void endsInOrderWhenItIsToldTo() {
    CognitoProcess running = start();
    try (CognitoIdentityClient client = Clients.cognito(running.endpoint(), Cognito.KEY)) {
      acknowledged.put("alice", token(client, "alice"));
    }
    assertThat(running.terminate()).isEqualTo(128 + 15);
    try (CognitoProcess again = start();
        CognitoIdentityClient client = Clients.cognito(again.endpoint(), Cognito.KEY)) {
      assertThat(token(client, "alice").identityId())
          .isEqualTo(acknowledged.get("alice").identityId());
    }
  }

  private CognitoProcess start() {
    return CognitoProcess.start(
        "--seed", Cognito.testSeed().toString(), "--state", folder.resolve("state").toString());
  }

  private Credentials callUntilKilled(int round) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (CognitoProcess running = start();
        CognitoIdentityClient client = Clients.cognito(running.endpoint(), Cognito.KEY)) {
      List<Future<?>> callers = new ArrayList<>();
      int before = acknowledged.size();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "user-" + round + "-" + i + "-";
        callers.add(threads.submit(() -> signUsersUp(client, name)));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> acknowledged.size() >= before + ACKNOWLEDGED_PER_ROUND);
      Credentials issued = credentials(client, acknowledged.values().iterator().next());
      running.kill();
      for (Future<?> caller : callers) {
        caller.get();
      }
      return issued;
    } finally {
      threads.shutdownNow();
    }
  }

  private void signUsersUp(CognitoIdentityClient client, String name) {
    try {
      for (int i = 0; ; i++) {
        acknowledged.put(name + i, token(client, name + i));
      }
    } catch (SdkClientException e) {
      // Killed: what was in flight was not acknowledged.
    }
  }

  private static GetOpenIdTokenForDeveloperIdentityResponse token(
      CognitoIdentityClient client, String user) {
    return client.getOpenIdTokenForDeveloperIdentity(
        r -> r.identityPoolId(Cognito.POOL).logins(Map.of(Cognito.PROVIDER, user)));
  }

  private static Credentials credentials(
      CognitoIdentityClient client, GetOpenIdTokenForDeveloperIdentityResponse known) {
    return client
        .getCredentialsForIdentity(
            r -> r.identityId(known.identityId()).logins(Map.of(Cognito.COGNITO, known.token())))
        .credentials();
  }

  private void assertNothingLost(CognitoProcess again, Credentials issued) {
    try (CognitoIdentityClient client = Clients.cognito(again.endpoint(), Cognito.KEY);
        CognitoIdentityClient session =
            Clients.cognito(again.endpoint(), Cognito.session(issued))) {
      acknowledged.forEach(
          (user, known) ->
              assertThat(token(client, user).identityId()).as(user).isEqualTo(known.identityId()));
      GetOpenIdTokenForDeveloperIdentityResponse known = acknowledged.values().iterator().next();
      assertThat(credentials(client, known).accessKeyId()).startsWith("ASIA");
      assertThat(session.describeIdentity(r -> r.identityId(known.identityId())).logins())
          .containsExactly(Cognito.PROVIDER);
    }
  }
}
