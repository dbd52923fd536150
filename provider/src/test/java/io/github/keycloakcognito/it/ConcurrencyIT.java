package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("Many exchanges at once")
class ConcurrencyIT {

  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";
  private static final int MOST_TRIES = 60;

  private Stack stack;
  private TestRealm realm;

  @BeforeEach
  void freshRealm(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
  }

  @Test
  @DisplayName("of one user all succeed and reach Cognito once, while /userinfo answers")
  void oneUser() {
    double before = awsCalls();
    String access = realm.accessToken("alice", "app");

    List<Answer> answers =
        atOnce(
            Stream.concat(
                    Collections.nCopies(200, exchange(access)).stream(),
                    Collections.nCopies(20, userInfo(access)).stream())
                .toList());

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers.subList(0, 200))
        .extracting(a -> a.text("Token"))
        .containsOnly(answers.get(0).text("Token"));
    assertThat(awsCalls() - before).isEqualTo(1);
  }

  @Test
  @DisplayName("of 50 users, four each, reach Cognito 50 times")
  void fiftyUsers() {
    double before = awsCalls();
    List<Supplier<Answer>> requests = new ArrayList<>();
    IntStream.range(0, 50)
        .forEach(
            user -> {
              realm.admin().create(realm.path("/users"), TestRealm.user("user" + user));
              String access = realm.accessToken("user" + user, "app");
              requests.addAll(Collections.nCopies(4, exchange(access)));
            });
    Collections.shuffle(requests, new java.util.Random(1));

    List<Answer> answers = atOnce(requests);

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers.stream().map(a -> a.text("IdentityId")).distinct()).hasSize(50);
    assertThat(awsCalls() - before).isEqualTo(50);
  }

  /**
   * Not those that the local Cognito counts: on a busy machine a call may want a second attempt.
   */
  private double awsCalls() {
    return Metrics.awsCalls(stack.keycloak(), TOKEN);
  }

  private Supplier<Answer> exchange(String access) {
    return () -> obeying(() -> realm.exchange(access));
  }

  private Supplier<Answer> userInfo(String access) {
    URI userInfo = realm.tokenEndpoint().resolve("userinfo");
    return () ->
        realm.http().send(Http.request(userInfo).header("Authorization", "Bearer " + access));
  }

  /** A client that comes back when Retry-After says so, as HTTP asks of it. */
  private static Answer obeying(Supplier<Answer> request) {
    Answer answer = request.get();
    for (int tries = 1; answer.status() == 503 && tries < MOST_TRIES; tries++) {
      long seconds = Long.parseLong(answer.header("Retry-After").orElseThrow());
      answer =
          CompletableFuture.supplyAsync(
                  request, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS))
              .join();
    }
    return answer;
  }

  private static List<Answer> atOnce(List<Supplier<Answer>> requests) {
    ExecutorService clients = Executors.newFixedThreadPool(requests.size());
    try {
      return requests.stream()
          .map(request -> CompletableFuture.supplyAsync(request, clients))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      clients.shutdownNow();
    }
  }
}
