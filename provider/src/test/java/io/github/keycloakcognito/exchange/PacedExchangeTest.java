package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PacedExchangeTest {

  private static final int MANY = 40;
  private static final String AMERICAN = "us-east-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void slowsDownWhenAwsThrottles() {
    throttle();

    List<CompletableFuture<Outcome<OpenIdToken>>> next = ask("next", Samples.POOL);

    await().until(() -> next.stream().anyMatch(ended(failed("pace of 1 calls a second"))));
  }

  @Test
  void keepsItsPaceOtherwise() {
    assertThat(ask("next", Samples.POOL))
        .extracting(CompletableFuture::join)
        .allSatisfy(Outcomes::issued);
  }

  @Test
  void otherFailuresDoNotSlowItDown() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);
    ask("first", Samples.POOL).forEach(CompletableFuture::join);
    exchange.gateway.tokens = request -> Samples.token("someone");

    assertThat(ask("next", Samples.POOL))
        .extracting(CompletableFuture::join)
        .allSatisfy(Outcomes::issued);
  }

  @Test
  void throttlingInOneRegionDoesNotSlowAnother() {
    throttle();
    exchange.gateway.tokens = request -> Samples.token("someone");

    assertThat(ask("next", Samples.pool(AMERICAN, true)))
        .extracting(CompletableFuture::join)
        .allSatisfy(Outcomes::issued);
  }

  @Test
  void whoWaitsForTurnHearsThatServerStops() {
    ExchangeService stopping =
        exchange.service(
            task ->
                exchange.awsThreads.execute(
                    () -> {
                      Thread.currentThread().interrupt();
                      task.run();
                    }),
            new Limits(1, 1, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));

    // The burst needs no waiting; who comes after it is interrupted while waiting.
    assertThat(IntStream.range(0, MANY).boxed())
        .extracting(i -> stopping.token(user("next" + i, Samples.POOL)))
        .anyMatch(failed("interrupted"));
  }

  /** Has so many calls throttled at once that the pace falls to one a second. */
  private void throttle() {
    CountDownLatch allAsked = new CountDownLatch(MANY);
    exchange.gateway.tokens =
        request -> {
          allAsked.countDown();
          Exchange.await(allAsked);
          return FakeGateway.<ExchangeRequest, OpenIdToken>failing(Kind.THROTTLED).apply(request);
        };
    assertThat(ask("throttled", Samples.POOL))
        .extracting(CompletableFuture::join)
        .extracting(outcome -> Outcomes.failure(outcome).kind())
        .containsOnly(Kind.THROTTLED);
    // Answers would raise the pace again.
    exchange.gateway.tokens =
        request -> {
          exchange.hang();
          return Samples.token("someone");
        };
  }

  /** Has as many users ask at once. */
  private List<CompletableFuture<Outcome<OpenIdToken>>> ask(String group, IdentityPool pool) {
    List<CompletableFuture<Outcome<OpenIdToken>>> answers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ExchangeRequest request = user(group + i, pool);
      answers.add(exchange.ask(() -> service.token(request)));
    }
    return answers;
  }

  private static ExchangeRequest user(String name, IdentityPool pool) {
    return ExchangeRequest.of(Samples.caller(name), pool);
  }

  private static <T> Predicate<CompletableFuture<T>> ended(Predicate<T> how) {
    return answer -> answer.isDone() && how.test(answer.join());
  }

  private static Predicate<Outcome<OpenIdToken>> failed(String cause) {
    return outcome ->
        outcome instanceof Outcome.Failed<OpenIdToken> failed
            && failed.failure().cause().contains(cause);
  }
}
