package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** On whose behalf AWS is called, when one request waits for what another one has asked for. */
class CarriedCallsTest {

  @AutoClose private final Exchange exchange = new Exchange();
  private final CountDownLatch awsAnswers = new CountDownLatch(1);
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ThreadLocal<String> request = new ThreadLocal<>();
  private final ThreadLocal<String> carried = new ThreadLocal<>();

  @Test
  void callForCredentialsIsThatOfTheRequestForThemThoughAnotherFetchedTheToken() {
    exchange.gateway.tokens =
        asked -> {
          calls.add("token for " + carried.get());
          Exchange.await(awsAnswers);
          return Samples.token("alice");
        };
    exchange.gateway.credentials =
        token -> {
          calls.add("credentials for " + carried.get());
          return Samples.credentials(token.token());
        };
    ExchangeService service =
        exchange.service(
            this::carryingExecutor,
            new Limits(
                300, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));

    CompletableFuture<Outcome<OpenIdToken>> first =
        ask("first", () -> service.token(Samples.REQUEST));
    await().until(() -> !exchange.gateway.tokenCalls.isEmpty());
    CompletableFuture<Outcome<AwsCredentials>> second =
        ask("second", () -> service.credentials(Samples.REQUEST));
    await().until(() -> !exchange.gateway.roleCalls.isEmpty());
    awsAnswers.countDown();

    Outcomes.issued(first.join());
    Outcomes.issued(second.join());
    assertThat(calls).containsExactly("token for first", "credentials for second");
  }

  private <T> CompletableFuture<T> ask(String name, Callable<T> call) {
    return exchange.ask(
        () -> {
          request.set(name);
          return call.call();
        });
  }

  private Executor carryingExecutor() {
    String name = request.get();
    return task ->
        exchange.awsThreads.execute(
            () -> {
              carried.set(name);
              task.run();
            });
  }
}
