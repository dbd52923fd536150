package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialsExchangeTest {

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void asksAwsOnceAndThenCache() {
    AwsCredentials first = Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);
    AwsCredentials second = Outcomes.issued(service.credentials(Samples.REQUEST), Source.HIT);

    assertThat(second).isSameAs(first);
    assertThat(first.roleArn()).isEqualTo(FakeGateway.ROLE.arn());
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertThat(exchange.gateway.credentialsCalls).containsExactly(Samples.token("alice"));
    assertThat(exchange.gateway.roleCalls).containsExactly(Samples.POOL);
  }

  @Test
  void takesTokenThatIsThereAlready() {
    OpenIdToken token = Outcomes.issued(service.token(Samples.REQUEST));

    Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertThat(exchange.gateway.credentialsCalls).containsExactly(token);
  }

  @Test
  void leavesTokenForTokenDoor() {
    service.credentials(Samples.REQUEST);

    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
  }

  @Test
  void takesNewTokenWhenOldOneIsTooOld() {
    OpenIdToken token = Outcomes.issued(service.token(Samples.REQUEST));
    exchange.clock.set(token.servableUntil());

    service.credentials(Samples.REQUEST);

    assertThat(exchange.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void servesCredentialsWithMoreThanQuarterOfAnHourToLive() {
    AwsCredentials issued = Outcomes.issued(service.credentials(Samples.REQUEST));
    exchange.clock.set(issued.expiration().minus(Duration.ofMinutes(15)).minusNanos(1));

    Outcomes.issued(service.credentials(Samples.REQUEST), Source.HIT);
  }

  @Test
  void neverServesCredentialsWithQuarterOfAnHourToLive() {
    AwsCredentials issued = Outcomes.issued(service.credentials(Samples.REQUEST));
    exchange.clock.set(issued.expiration().minus(Duration.ofMinutes(15)));

    Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);

    assertThat(exchange.gateway.credentialsCalls).hasSize(2);
  }

  @Test
  void doesNotKeepFailure() {
    exchange.gateway.credentials = FakeGateway.failing(Kind.AWS_MISCONFIGURED);
    Failure failure = Outcomes.failure(service.credentials(Samples.REQUEST), Source.FRESH);
    exchange.gateway.credentials = token -> Samples.credentials("alice");

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);
  }

  @Test
  void failsAsTokenFails() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.IDENTITY_CONFLICT);

    Failure failure = Outcomes.failure(service.credentials(Samples.REQUEST), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(exchange.gateway.credentialsCalls).isEmpty();
  }

  @Test
  void dropsCachedTokenThatAwsNoLongerTakesAndAsksToTryAgain() {
    service.token(Samples.REQUEST);
    exchange.gateway.credentials = FakeGateway.failing(Kind.AWS_MISCONFIGURED);

    Failure failure = Outcomes.failure(service.credentials(Samples.REQUEST), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.retryAfter()).isPositive();
    assertThat(failure.cause()).isEqualTo("SomeException: no");
    exchange.gateway.credentials = token -> Samples.credentials("alice");
    Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);
    assertThat(exchange.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void doesNotBlameFreshToken() {
    exchange.gateway.credentials = FakeGateway.failing(Kind.AWS_MISCONFIGURED);

    Failure failure = Outcomes.failure(service.credentials(Samples.REQUEST));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "TIMEOUT", "TEMPORARILY_UNAVAILABLE"})
  void doesNotBlameCachedTokenForWhatMayPass(Kind kind) {
    service.token(Samples.REQUEST);
    exchange.gateway.credentials = FakeGateway.failing(kind);

    Failure failure = Outcomes.failure(service.credentials(Samples.REQUEST));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.description()).isEqualTo("AWS said no.");
    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void doesWithoutRoleThatMayNotBeAskedFor() {
    exchange.gateway.roles = pool -> new PoolRole(null, Samples.NOW.plusSeconds(900));

    assertThat(Outcomes.issued(service.credentials(Samples.REQUEST)).roleArn()).isNull();
  }

  @Test
  void doesWithoutRoleWhenItsLookupFails() {
    exchange.gateway.roles = FakeGateway.failing(Kind.AWS_DENIED);

    assertThat(Outcomes.issued(service.credentials(Samples.REQUEST)).roleArn()).isNull();
  }

  @Test
  void doesWithoutRoleWhenItsLookupIsSlow() {
    exchange.gateway.roles =
        pool -> {
          exchange.hang();
          return FakeGateway.ROLE;
        };

    assertThat(Outcomes.issued(service.credentials(Samples.REQUEST)).roleArn()).isNull();
  }

  @Test
  void asksForRoleOncePerPool() {
    service.credentials(Samples.REQUEST);
    service.credentials(ExchangeRequest.of(Samples.caller("bob"), Samples.POOL));

    assertThat(exchange.gateway.roleCalls).hasSize(1);
  }

  static Stream<ExchangeRequest> others() {
    IdentityPool otherPool = Samples.pool("us-east-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21", true);
    return Stream.of(
        ExchangeRequest.of(Samples.caller("bob"), Samples.POOL),
        ExchangeRequest.of(Samples.caller("other", "alice", "demo-app"), Samples.POOL),
        ExchangeRequest.of(Samples.ALICE, otherPool),
        Samples.REQUEST.forIdentity("eu-west-1:guest"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void sharesNothingWithAnotherRequest(ExchangeRequest other) {
    service.credentials(Samples.REQUEST);

    Outcomes.issued(service.credentials(other), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(Samples.REQUEST, other);
    assertThat(exchange.gateway.credentialsCalls).hasSize(2);
  }
}
