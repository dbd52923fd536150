package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WarmUpsTest {

  @AutoClose private final Exchange exchange = new Exchange();
  private final RecordingEventMeters meters = new RecordingEventMeters();

  @Test
  void makesIdentityByTokenThatNobodyGets() {
    ExchangeService service = exchange.service();

    assertThat(warmUps(service).make(Samples.ALICE, Samples.POOL))
        .contains("eu-west-1:identity-of-alice");

    assertThat(meters.counted).containsExactly("warm-up made");
    assertThat(exchange.gateway.tokenCalls)
        .extracting(ExchangeRequest::tokenDuration)
        .containsExactly(Duration.ofSeconds(1));
    Outcomes.issued(service.token(Samples.REQUEST), Source.FRESH);
  }

  @Test
  void triesAgainWhatMayPass() {
    List<Kind> failures = new ArrayList<>(List.of(Kind.TIMEOUT, Kind.THROTTLED));
    exchange.gateway.tokens =
        request ->
            failures.isEmpty()
                ? Samples.token("alice")
                : FakeGateway.<ExchangeRequest, OpenIdToken>failing(failures.remove(0))
                    .apply(request);

    assertThat(warmUps(exchange.service()).make(Samples.ALICE, Samples.POOL)).isPresent();

    assertThat(exchange.gateway.tokenCalls).hasSize(3);
    assertThat(meters.counted).containsExactly("warm-up made");
  }

  @Test
  void givesUpAfterFewTries() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.TIMEOUT);

    assertThat(refusal(warmUps(exchange.service()))).isEqualTo(Kind.TIMEOUT);

    assertThat(exchange.gateway.tokenCalls).hasSize(3);
    assertThat(meters.counted).containsExactly("warm-up failed");
  }

  @Test
  void doesNotRepeatWhatAwsDenies() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);

    assertThat(refusal(warmUps(exchange.service()))).isEqualTo(Kind.AWS_DENIED);

    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertThat(meters.counted).containsExactly("warm-up failed");
  }

  @Test
  void givesWayToExchanges() {
    ExchangeService busy =
        exchange.service(
            new Limits(10, 1, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));
    Outcomes.issued(busy.token(Samples.REQUEST));

    assertThat(warmUps(busy).make(Samples.caller("bob"), Samples.POOL)).isEmpty();

    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertThat(meters.counted).containsExactly("warm-up dropped");
  }

  @Test
  void stopsWithServer() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.TIMEOUT);
    WarmUps patient = new WarmUps(exchange.service(), meters, Exchange.PATIENT);

    Thread.currentThread().interrupt();

    assertThat(refusal(patient)).isEqualTo(Kind.TIMEOUT);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void countsWhatNeedsNoCall() {
    WarmUps warmUps = warmUps(exchange.service());

    warmUps.there();
    warmUps.dropped();

    assertThat(meters.counted).containsExactly("warm-up there", "warm-up dropped");
    assertThat(exchange.gateway.tokenCalls).isEmpty();
  }

  private WarmUps warmUps(ExchangeService service) {
    return new WarmUps(service, meters, Duration.ZERO);
  }

  private static Kind refusal(WarmUps warmUps) {
    return catchThrowableOfType(
            ExchangeException.class, () -> warmUps.make(Samples.ALICE, Samples.POOL))
        .failure()
        .kind();
  }
}
