package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials of a role that was asked for. */
class BasicFlowTest {

  private static final ExchangeRequest REQUEST = taking(Roles.READER, Duration.ofHours(1));

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void takesRoleWithTokenAndKeepsCredentials() {
    AwsCredentials issued = Outcomes.issued(service.credentials(REQUEST), Source.FRESH);

    assertThat(issued.roleArn()).isEqualTo(Roles.READER.arn());
    assertThat(Outcomes.issued(service.credentials(REQUEST), Source.HIT)).isSameAs(issued);
    assertThat(exchange.gateway.assumeRoleCalls).containsExactly(REQUEST);
    assertThat(exchange.gateway.tokenCalls).containsExactly(REQUEST);
    assertThat(exchange.gateway.credentialsCalls).isEmpty();
    assertThat(exchange.gateway.roleCalls).isEmpty();
  }

  @Test
  void sharesOneTokenAmongRoles() {
    service.credentials(REQUEST);
    service.credentials(taking(Roles.ADMIN, Duration.ofHours(1)));
    service.credentials(Samples.REQUEST);

    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
    assertThat(exchange.gateway.assumeRoleCalls).hasSize(2);
    assertThat(exchange.gateway.credentialsCalls).hasSize(1);
  }

  static Stream<ExchangeRequest> others() {
    return Stream.of(
        Samples.REQUEST,
        taking(Roles.ADMIN, Duration.ofHours(1)),
        taking(Roles.READER, Duration.ofMinutes(15)),
        REQUEST.with(new PrincipalTags(Map.of("team", "x"), List.of())),
        ExchangeRequest.of(Samples.caller("bob"), Samples.POOL).with(REQUEST.role()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void sharesNoCredentialsWithAnotherRequest(ExchangeRequest other) {
    service.credentials(REQUEST);

    Outcomes.issued(service.credentials(other), Source.FRESH);

    Outcomes.issued(service.credentials(REQUEST), Source.HIT);
  }

  @Test
  void takesAnotherTokenForOtherTags() {
    ExchangeRequest other = Samples.REQUEST.with(new PrincipalTags(Map.of("team", "x"), List.of()));
    service.token(Samples.REQUEST);

    Outcomes.issued(service.token(other), Source.FRESH);

    Outcomes.issued(service.token(other), Source.HIT);
    assertThat(exchange.gateway.tokenCalls).containsExactly(Samples.REQUEST, other);
  }

  @Test
  void tellsCutTagsApartFromNothing() {
    service.token(Samples.REQUEST);

    Outcomes.issued(
        service.token(Samples.REQUEST.with(new PrincipalTags(Map.of(), List.of("x: left out")))),
        Source.HIT);
  }

  /** A trust policy that refuses would refuse the next token too, and tokens are scarce. */
  @ParameterizedTest
  @EnumSource(names = {"AWS_DENIED", "AWS_MISCONFIGURED", "THROTTLED", "TIMEOUT"})
  void keepsTokenThatIsNotToBlame(Kind kind) {
    service.token(REQUEST);
    exchange.gateway.assumedRoles = FakeGateway.failing(kind);

    Failure failure = Outcomes.failure(service.credentials(REQUEST), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(kind);
    Outcomes.issued(service.token(REQUEST), Source.HIT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void dropsCachedTokenThatStsNoLongerTakesAndAsksToTryAgain() {
    service.token(REQUEST);
    exchange.gateway.assumedRoles = FakeGateway.failing(Kind.TOKEN_REFUSED);

    Failure failure = Outcomes.failure(service.credentials(REQUEST), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.retryAfter()).isPositive();
    Outcomes.issued(service.token(REQUEST), Source.FRESH);
  }

  @Test
  void tellsWhenStsDoesNotTakeFreshToken() {
    exchange.gateway.assumedRoles = FakeGateway.failing(Kind.TOKEN_REFUSED);

    Failure failure = Outcomes.failure(service.credentials(REQUEST), Source.FRESH);

    assertThat(failure.kind().code()).isEqualTo("aws_denied");
    Outcomes.issued(service.token(REQUEST), Source.FRESH);
  }

  @Test
  void doesNotKeepFailure() {
    exchange.gateway.assumedRoles = FakeGateway.failing(Kind.AWS_DENIED);
    Outcomes.failure(service.credentials(REQUEST));
    exchange.gateway.assumedRoles = request -> Samples.credentials("alice");

    Outcomes.issued(service.credentials(REQUEST), Source.FRESH);
  }

  @Test
  void failsAsTokenFails() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.AWS_MISCONFIGURED);

    Failure failure = Outcomes.failure(service.credentials(REQUEST), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(exchange.gateway.assumeRoleCalls).isEmpty();
  }

  private static ExchangeRequest taking(AwsRole role, Duration duration) {
    return Samples.REQUEST.with(RoleSession.of(role, duration, Samples.ALICE));
  }
}
