package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity that a social login is put into. */
class LinkingTest {

  private static final String OWN = "eu-west-1:own";
  private static final String NAMED = "eu-west-1:named";
  private static final Login GOOGLE = new Login("accounts.google.com", "secret");
  private static final ExchangeRequest LINK = Samples.REQUEST.with(GOOGLE);

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();

  @Test
  void callersIdentityIsNamed() {
    exchange.directory.put(OWN, "alice");

    Outcomes.issued(service.token(LINK), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(LINK.forIdentity(OWN));
    assertThat(LINK.logins()).isEqualTo(Map.of("accounts.google.com", "secret"));
    assertThat(GOOGLE.toString()).doesNotContain("secret");
  }

  @Test
  void whoHasNoIdentityTakesTheOneOfTheLogin() {
    Outcomes.issued(service.token(LINK), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(LINK.forIdentity(FakeDirectory.NEW));
  }

  @Test
  void loginThatIsLinkedAlreadyStays() {
    exchange.directory.put(OWN, "alice", GOOGLE.provider());

    Outcomes.issued(service.token(LINK), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(LINK.forIdentity(OWN));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void loginOfAnotherUserIsConflictAndTokenIsNotAskedFor(boolean hasIdentity) {
    if (hasIdentity) {
      exchange.directory.put(OWN, "alice");
    }
    exchange.directory.put("eu-west-1:bobs", "bob", GOOGLE.provider());

    Failure failure = Outcomes.failure(service.token(LINK), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(failure.description()).isEqualTo("The login belongs to another identity.");
    assertThat(exchange.gateway.tokenCalls).isEmpty();
  }

  @Test
  void callersIdentityComesBeforeOneThatTheAppNames() {
    exchange.directory.put(OWN, "alice");

    Outcomes.issued(service.token(LINK.forIdentity(NAMED)), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(LINK.forIdentity(OWN));
  }

  @Test
  void identityOfNoUserIsTakenWhereTheAppNamesIt() {
    Outcomes.issued(service.token(LINK.forIdentity(NAMED)), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).containsExactly(LINK.forIdentity(NAMED));
  }

  @Test
  void identityOfAnotherUserIsConflictAndAwsIsNotAsked() {
    exchange.directory.put(NAMED, "bob");

    Failure failure = Outcomes.failure(service.token(LINK.forIdentity(NAMED)), Source.FRESH);

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(exchange.gateway.tokenCalls).isEmpty();
  }

  @Test
  void loginOfAnotherIdentityIsConflict() {
    exchange.directory.put(OWN, "alice");
    exchange.gateway.tokens = FakeGateway.failing(Kind.IDENTITY_CONFLICT);

    assertThat(Outcomes.failure(service.token(LINK), Source.FRESH).kind())
        .isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(exchange.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void linkIsMadeAtEveryCall() {
    exchange.directory.put(OWN, "alice");

    Outcomes.issued(service.token(LINK), Source.FRESH);
    Outcomes.issued(service.token(LINK), Source.FRESH);

    assertThat(exchange.gateway.tokenCalls).hasSize(2);
  }
}
