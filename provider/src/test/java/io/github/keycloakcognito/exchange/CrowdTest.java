package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many callers at once, and an AWS that takes its time. */
class CrowdTest {

  private static final int CROWD = 200;
  private static final ExchangeRequest BOB =
      ExchangeRequest.of(Samples.caller("bob"), Samples.POOL);

  @AutoClose private final Exchange exchange = new Exchange();
  private final CountDownLatch awsAnswers = new CountDownLatch(1);

  @Test
  void oneCallForTokenServesCrowd() {
    slowAws();
    ExchangeService service = exchange.service();

    List<CompletableFuture<Outcome<OpenIdToken>>> answers =
        exchange.ask(CROWD, () -> service.token(Samples.REQUEST));
    waitFor(CROWD);
    awsAnswers.countDown();

    assertThat(answers)
        .extracting(CompletableFuture::join)
        .extracting(Outcomes::issued)
        .containsOnly(Samples.token("alice"));
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertOneFresh();
  }

  @Test
  void oneCallOfEachKindForCredentialsServesCrowd() {
    slowAws();
    ExchangeService service = exchange.service();

    List<CompletableFuture<Outcome<AwsCredentials>>> answers =
        exchange.ask(CROWD, () -> service.credentials(Samples.REQUEST));
    waitFor(CROWD);
    awsAnswers.countDown();

    assertThat(answers)
        .extracting(CompletableFuture::join)
        .extracting(Outcomes::issued)
        .containsOnly(Samples.credentials("token-of-alice").withRole(FakeGateway.ROLE.arn()));
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertThat(exchange.gateway.credentialsCalls).hasSize(1);
    assertThat(exchange.gateway.roleCalls).hasSize(1);
    assertOneFresh();
  }

  @Test
  void crowdHearsOfFailureAndOnlyOneIsToTellIt() {
    exchange.gateway.tokens =
        request -> {
          Exchange.await(awsAnswers);
          return FakeGateway.<ExchangeRequest, OpenIdToken>failing(Kind.AWS_DENIED).apply(request);
        };
    ExchangeService service = exchange.service();

    List<CompletableFuture<Outcome<OpenIdToken>>> answers =
        exchange.ask(CROWD, () -> service.token(Samples.REQUEST));
    waitFor(CROWD);
    awsAnswers.countDown();

    assertThat(answers)
        .extracting(CompletableFuture::join)
        .allSatisfy(
            outcome -> assertThat(Outcomes.failure(outcome).kind()).isEqualTo(Kind.AWS_DENIED))
        .filteredOn(outcome -> ((Outcome.Failed<?>) outcome).source() == Source.FRESH)
        .hasSize(1);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void sendsAwayWhoFindsNoPlaceToWait() {
    slowAws();
    ExchangeService service =
        exchange.service(
            new Limits(2, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));
    List<CompletableFuture<Outcome<OpenIdToken>>> waiting =
        exchange.ask(2, () -> service.token(Samples.REQUEST));
    waitFor(2);

    Failure refused = Outcomes.failure(service.token(BOB), Source.SHARED);
    Failure follower = Outcomes.failure(service.token(Samples.REQUEST), Source.SHARED);

    assertThat(refused.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(refused.retryAfter()).isPositive();
    assertThat(refused.cause()).contains("places");
    assertThat(follower).isEqualTo(refused);
    assertThat(exchange.gateway.tokenCalls).containsExactly(Samples.REQUEST);
    awsAnswers.countDown();
    assertThat(waiting).extracting(CompletableFuture::join).allSatisfy(Outcomes::issued);
  }

  @Test
  void spreadsReturnOfThoseWhoWouldAskAws() {
    slowAws();
    ExchangeService service =
        exchange.service(
            new Limits(1, 1, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));
    List<CompletableFuture<Outcome<OpenIdToken>>> waiting =
        exchange.ask(1, () -> service.token(Samples.REQUEST));
    waitFor(1);

    List<Duration> others =
        Stream.generate(() -> Outcomes.failure(service.token(BOB), Source.SHARED).retryAfter())
            .limit(5)
            .toList();
    Failure follower = Outcomes.failure(service.token(Samples.REQUEST), Source.SHARED);

    assertThat(others).isSorted().doesNotHaveDuplicates();
    assertThat(follower.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    awsAnswers.countDown();
    assertThat(waiting).extracting(CompletableFuture::join).allSatisfy(Outcomes::issued);
  }

  @Test
  void servesFromCacheWhenAllPlacesAreTaken() {
    ExchangeService service =
        exchange.service(
            new Limits(1, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));
    service.token(BOB);
    slowAws();
    CompletableFuture<Outcome<OpenIdToken>> waiting =
        exchange.ask(() -> service.token(Samples.REQUEST));
    waitFor(2);

    Outcomes.issued(service.token(BOB), Source.HIT);

    awsAnswers.countDown();
    Outcomes.issued(waiting.join());
  }

  @Test
  void givesPlacesBack() {
    ExchangeService service =
        exchange.service(
            new Limits(1, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));
    exchange.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);
    assertThat(Outcomes.failure(service.token(BOB)).kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(Outcomes.failure(service.token(BOB)).kind()).isEqualTo(Kind.AWS_DENIED);
    exchange.gateway.tokens = request -> Samples.token("bob");

    Outcomes.issued(service.token(BOB));
    Outcomes.issued(service.token(Samples.REQUEST));
  }

  @Test
  void hangingAwsCostsPlaceNoLongerThanTimeOut() {
    ExchangeService service =
        exchange.service(
            new Limits(
                1, 10_000, Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofMinutes(1)));
    exchange.gateway.tokens =
        request -> {
          if (request.caller().equals(Samples.ALICE)) {
            exchange.hang();
          }
          return Samples.token("bob");
        };

    Failure failure = Outcomes.failure(service.token(Samples.REQUEST), Source.FRESH);
    Failure again = Outcomes.failure(service.token(Samples.REQUEST), Source.SHARED);

    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(again.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    Outcomes.issued(service.token(BOB), Source.FRESH);
  }

  @Test
  void interruptedCallerLeavesAndStaysInterrupted() {
    slowAws();
    ExchangeService service = exchange.service();

    Thread.currentThread().interrupt();
    Outcome<OpenIdToken> outcome = service.token(Samples.REQUEST);
    boolean interrupted = Thread.interrupted();

    assertThat(interrupted).isTrue();
    assertThat(Outcomes.failure(outcome).cause()).isEqualTo("interrupted");
    awsAnswers.countDown();
  }

  private void slowAws() {
    exchange.gateway.tokens =
        request -> {
          Exchange.await(awsAnswers);
          return Samples.token(request.caller().userId());
        };
  }

  private void waitFor(int callers) {
    await().until(() -> exchange.meters.lookups.size() == callers);
  }

  private void assertOneFresh() {
    assertThat(Collections.frequency(exchange.meters.lookups, Source.FRESH)).isEqualTo(1);
    assertThat(Collections.frequency(exchange.meters.lookups, Source.SHARED)).isEqualTo(CROWD - 1);
  }
}
