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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials for callers to whom those in the cache are not new enough. */
class FreshCredentialsTest {

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final ExchangeRequest FRESH = Samples.REQUEST.withFresh(true);

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @BeforeEach
  void eachCallGivesOtherOnes() {
    AtomicInteger call = new AtomicInteger();
    exchange.gateway.credentials = token -> Samples.credentials("" + call.incrementAndGet());
  }

  @Test
  void areAskedOfAwsAndTakeThePlaceOfOldOnes() {
    AwsCredentials old = Outcomes.issued(service.credentials(Samples.REQUEST));
    exchange.clock.advance(INTERVAL.plusNanos(1));

    AwsCredentials fresh = Outcomes.issued(service.credentials(FRESH), Source.FRESH);

    assertThat(fresh).isNotEqualTo(old);
    assertThat(Outcomes.issued(service.credentials(Samples.REQUEST), Source.HIT)).isSameAs(fresh);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void areThoseThatWereIssuedJustNow() {
    AwsCredentials issued = Outcomes.issued(service.credentials(Samples.REQUEST));
    exchange.clock.advance(INTERVAL);

    assertThat(Outcomes.issued(service.credentials(FRESH), Source.HIT)).isSameAs(issued);
    assertThat(exchange.gateway.credentialsCalls).hasSize(1);
  }

  @Test
  void areAskedOfAwsOnceInAnIntervalHoweverOftenOneAsks() {
    for (int second = 0; second <= 300; second++) {
      Outcomes.issued(service.credentials(FRESH));
      exchange.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(exchange.gateway.credentialsCalls).hasSize(5);
  }

  @Test
  void oneCallServesAllWhoAskAtOnce() {
    service.credentials(Samples.REQUEST);
    exchange.clock.advance(INTERVAL.multipliedBy(2));
    CountDownLatch awsAnswers = new CountDownLatch(1);
    exchange.gateway.credentials =
        token -> {
          Exchange.await(awsAnswers);
          return Samples.credentials("fresh");
        };

    List<CompletableFuture<Outcome<AwsCredentials>>> fresh =
        exchange.ask(50, () -> service.credentials(FRESH));
    await().until(() -> exchange.meters.lookups.size() == 51);
    List<CompletableFuture<Outcome<AwsCredentials>>> others =
        exchange.ask(50, () -> service.credentials(Samples.REQUEST));
    await().until(() -> exchange.meters.lookups.size() == 101);
    awsAnswers.countDown();

    assertThat(List.of(fresh, others))
        .flatExtracting(answers -> answers)
        .extracting(CompletableFuture::join)
        .extracting(Outcomes::issued)
        .containsOnly(Samples.credentials("fresh").withRole(FakeGateway.ROLE.arn()));
    assertThat(exchange.gateway.credentialsCalls).hasSize(2);
    assertThat(Collections.frequency(exchange.meters.lookups, Source.SHARED)).isEqualTo(99);
  }

  @Test
  void joinCallThatIsUnderWayForOthers() {
    CountDownLatch awsAnswers = new CountDownLatch(1);
    exchange.gateway.credentials =
        token -> {
          Exchange.await(awsAnswers);
          return Samples.credentials("first");
        };
    CompletableFuture<Outcome<AwsCredentials>> first =
        exchange.ask(() -> service.credentials(Samples.REQUEST));
    await().until(() -> exchange.meters.lookups.size() == 1);

    CompletableFuture<Outcome<AwsCredentials>> fresh =
        exchange.ask(() -> service.credentials(FRESH));
    await().until(() -> exchange.meters.lookups.size() == 2);
    awsAnswers.countDown();

    assertThat(Outcomes.issued(fresh.join(), Source.SHARED))
        .isEqualTo(Outcomes.issued(first.join(), Source.FRESH));
    assertThat(exchange.gateway.credentialsCalls).hasSize(1);
  }

  @Test
  void leaveOldOnesWhereAwsGivesNone() {
    AwsCredentials old = Outcomes.issued(service.credentials(Samples.REQUEST));
    exchange.clock.advance(INTERVAL.multipliedBy(2));
    exchange.gateway.credentials = FakeGateway.failing(Kind.THROTTLED);

    Failure failure = Outcomes.failure(service.credentials(FRESH), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(Outcomes.issued(service.credentials(Samples.REQUEST), Source.HIT)).isSameAs(old);
  }

  @Test
  void leaveThoseOfOthersAlone() {
    ExchangeRequest bob = ExchangeRequest.of(Samples.caller("bob"), Samples.POOL);
    service.credentials(bob);
    exchange.clock.advance(INTERVAL.multipliedBy(2));

    service.credentials(FRESH);

    Outcomes.issued(service.credentials(bob), Source.HIT);
  }
}
