package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GuestExchangeTest {

  private static final String GUEST = "eu-west-1:guest";
  private static final ExchangeRequest UPGRADE = Samples.REQUEST.forIdentity(GUEST);

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void guestThatIsTheCallersToTakeIsTaken() {
    exchange.gateway.tokens = asked -> Samples.token(asked.identityId());

    OpenIdToken token = Outcomes.issued(service.token(UPGRADE), Source.FRESH);

    assertThat(token).isEqualTo(Samples.token(GUEST));
    assertThat(exchange.gateway.tokenCalls).containsExactly(UPGRADE);
  }

  @Test
  void callersOwnIdentityStandsInForOneThatIsNot() {
    refuseGuest(Kind.IDENTITY_CONFLICT);

    assertThat(Outcomes.issued(service.token(UPGRADE), Source.FRESH))
        .isEqualTo(Samples.token("alice"));
    assertThat(Outcomes.issued(service.token(UPGRADE), Source.HIT))
        .isEqualTo(Samples.token("alice"));
    assertThat(exchange.gateway.tokenCalls).containsExactly(UPGRADE, Samples.REQUEST);
  }

  @Test
  void identityThatIsNotThereIsTold() {
    refuseGuest(Kind.INVALID_REQUEST);

    assertThat(Outcomes.failure(service.token(UPGRADE), Source.FRESH).kind())
        .isEqualTo(Kind.INVALID_REQUEST);
    assertThat(exchange.gateway.tokenCalls).containsExactly(UPGRADE);
  }

  @Test
  void conflictWithoutGuestIsTold() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.IDENTITY_CONFLICT);

    assertThat(Outcomes.failure(service.token(Samples.REQUEST), Source.FRESH).kind())
        .isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void secondRefusalIsTold() {
    exchange.gateway.tokens =
        asked -> {
          throw new ExchangeException(
              Failure.of(
                  asked.identityId() == null ? Kind.TIMEOUT : Kind.IDENTITY_CONFLICT, "No."));
        };

    assertThat(Outcomes.failure(service.token(UPGRADE), Source.FRESH).kind())
        .isEqualTo(Kind.TIMEOUT);
  }

  private void refuseGuest(Kind kind) {
    exchange.gateway.tokens =
        asked -> {
          if (asked.identityId() != null) {
            throw new ExchangeException(Failure.of(kind, "No."));
          }
          return Samples.token("alice");
        };
  }
}
