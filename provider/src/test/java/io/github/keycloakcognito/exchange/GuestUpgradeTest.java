package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token for an identity that an app has already. */
class GuestUpgradeTest {

  private static final ExchangeRequest GUEST = Samples.REQUEST.forIdentity("eu-west-1:guest");

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void asksForTheGuestsIdentity() {
    Outcomes.issued(service.token(GUEST), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(GUEST);
  }

  @Test
  void givesOwnIdentityWhereTheGuestsIsNotToBeHad() {
    refuseGuest(Kind.IDENTITY_CONFLICT);

    OpenIdToken own = Outcomes.issued(service.token(GUEST), Source.FRESH);

    assertThat(own).isEqualTo(Samples.token("alice"));
    assertThat(exchange.gateway.tokenCalls).containsExactly(GUEST, Samples.REQUEST);
    Outcomes.issued(service.token(GUEST), Source.HIT);
  }

  /** Somebody else's login must not be answered as if it had been linked. */
  @Test
  void tellsConflictOfALinkedLogin() {
    refuseGuest(Kind.IDENTITY_CONFLICT);
    ExchangeRequest linked = GUEST.withLogins(Map.of("accounts.google.com", "eyJ"));

    Failure failure = Outcomes.failure(service.token(linked));

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(exchange.gateway.tokenCalls).containsExactly(linked);
  }

  @Test
  void tellsConflictOfOwnIdentity() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.IDENTITY_CONFLICT);

    assertThat(Outcomes.failure(service.token(Samples.REQUEST)).kind())
        .isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_REQUEST", "AWS_MISCONFIGURED", "TIMEOUT"})
  void tellsAnyOtherFailure(Kind kind) {
    refuseGuest(kind);

    assertThat(Outcomes.failure(service.token(GUEST)).kind()).isEqualTo(kind);
    assertThat(exchange.gateway.tokenCalls).containsExactly(GUEST);
  }

  @Test
  void throttledCallIsTriedOnceMore() {
    refuseGuest(Kind.THROTTLED);

    assertThat(Outcomes.failure(service.token(GUEST)).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(exchange.gateway.tokenCalls).containsExactly(GUEST, GUEST);
  }

  private void refuseGuest(Kind kind) {
    exchange.gateway.tokens =
        request ->
            request.identityId() == null
                ? Samples.token("alice")
                : FakeGateway.<ExchangeRequest, OpenIdToken>failing(kind).apply(request);
  }
}
