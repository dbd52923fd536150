package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenExchangeTest {

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void asksAwsOnceAndThenCache() {
    OpenIdToken first = Outcomes.issued(service.token(Samples.REQUEST), Source.FRESH);
    OpenIdToken second = Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);

    assertThat(second).isSameAs(first);
    assertThat(exchange.gateway.tokenCalls).containsExactly(Samples.REQUEST);
    assertThat(exchange.meters.lookups).containsExactly(Source.FRESH, Source.HIT);
  }

  @Test
  void asksForNothingButToken() {
    service.token(Samples.REQUEST);

    assertThat(exchange.gateway.credentialsCalls).isEmpty();
    assertThat(exchange.gateway.roleCalls).isEmpty();
  }

  @Test
  void servesTokenUntilLastMomentItMay() {
    OpenIdToken token = Outcomes.issued(service.token(Samples.REQUEST));
    exchange.clock.set(token.servableUntil().minusNanos(1));

    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
  }

  @Test
  void doesNotServeTokenFromThatMomentOn() {
    OpenIdToken token = Outcomes.issued(service.token(Samples.REQUEST));
    exchange.clock.set(token.servableUntil());

    Outcomes.issued(service.token(Samples.REQUEST), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void renewsTokenThatIsAskedForNearItsEnd() {
    OpenIdToken old = Outcomes.issued(service.token(Samples.REQUEST));
    exchange.clock.set(old.servableUntil().minusSeconds(1));
    exchange.gateway.tokens = request -> Samples.token("renewed");

    assertThat(Outcomes.issued(service.token(Samples.REQUEST), Source.HIT)).isSameAs(old);

    await().until(() -> !Outcomes.issued(service.token(Samples.REQUEST)).equals(old));
    assertThat(exchange.gateway.tokenCalls).hasSize(2);
    assertThat(exchange.meters.lookups).filteredOn(Source.FRESH::equals).hasSize(2);
  }

  @Test
  void asksAgainForForgottenUser() {
    service.token(Samples.REQUEST);

    service.forget(Samples.ALICE.realmId(), Samples.ALICE.userId());

    Outcomes.issued(service.token(Samples.REQUEST), Source.FRESH);
    assertThat(exchange.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void freshTokenComesPastTheCache() {
    service.token(Samples.REQUEST);

    Outcomes.issued(service.freshToken(Samples.REQUEST), Source.FRESH);

    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
    assertThat(exchange.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void doesNotKeepFailure() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);
    Failure failure = Outcomes.failure(service.token(Samples.REQUEST), Source.FRESH);
    exchange.gateway.tokens = request -> Samples.token("alice");

    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.awsRequestId()).isEqualTo("request-3");
    Outcomes.issued(service.token(Samples.REQUEST), Source.FRESH);
  }

  @Test
  void sharesBetweenClientsAndSessionsOfOneUser() {
    service.token(Samples.REQUEST);

    Caller elsewhere = Samples.caller("demo", "alice", "second-app");
    Outcomes.issued(service.token(ExchangeRequest.of(elsewhere, Samples.POOL)), Source.HIT);
  }

  static Stream<ExchangeRequest> others() {
    IdentityPool otherPool = Samples.pool("us-east-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21", true);
    IdentityPool changedPool = Samples.pool(Samples.POOL_ID, false);
    Caller otherRealm = Samples.caller("other", "alice", "demo-app");
    Duration time = Samples.POOL.tokenDuration();
    return Stream.of(
        ExchangeRequest.of(Samples.caller("bob"), Samples.POOL),
        ExchangeRequest.of(otherRealm, Samples.POOL),
        ExchangeRequest.of(Samples.ALICE, otherPool),
        ExchangeRequest.of(Samples.ALICE, changedPool),
        Samples.REQUEST.forTokenDuration(time.minusSeconds(1)),
        Samples.REQUEST.forIdentity("eu-west-1:guest"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void sharesNothingWithAnotherRequest(ExchangeRequest other) {
    service.token(Samples.REQUEST);

    Outcomes.issued(service.token(other), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(Samples.REQUEST, other);
    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
  }
}
