package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ForgettingTest {

  private static final ExchangeRequest BOB =
      ExchangeRequest.of(Samples.caller("bob"), Samples.POOL);

  @AutoClose private final Exchange exchange = new Exchange();
  private final ExchangeService service = exchange.service();
  private final RecordingEventMeters meters = new RecordingEventMeters();
  private final Forgetting forgetting = new Forgetting(service, meters);

  @Test
  void forgetsUsersWithTheirCredentialsAndNobodyElse() {
    service.credentials(Samples.REQUEST);
    service.token(BOB);

    forgetting.add("session-end", "demo-id", "alice");
    forgetting.add("user-change", "demo-id", "alice");
    forgetting.run();

    assertThat(exchange.gateway.tokenCalls).hasSize(2);
    Outcomes.issued(service.token(BOB), Source.HIT);
    Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);
    assertThat(meters.counted).containsExactly("handled session-end", "handled user-change");
  }

  @Test
  void sameUserIdOfAnotherRealmIsSomeoneElse() {
    service.token(Samples.REQUEST);

    forgetting.add("session-end", "other-id", "alice");
    forgetting.run();

    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
  }

  @Test
  void nothingHeardIsNothingDone() {
    forgetting.run();

    assertThat(meters.counted).isEmpty();
  }

  @Test
  void whatDoesNotFitIsDroppedAndCounted() {
    for (int i = 0; i < Forgetting.MOST; i++) {
      forgetting.add("session-end", "demo-id", "user" + i);
    }
    assertThat(meters.counted).isEmpty();

    forgetting.add("user-change", "demo-id", "alice");

    assertThat(meters.counted).containsExactly("dropped user-change");
    forgetting.run();
    forgetting.add("user-change", "demo-id", "alice");
    assertThat(meters.counted).filteredOn(each -> each.startsWith("dropped")).hasSize(1);
  }

  @Test
  void otherIdentityOfUserMakesNodeForget() {
    String held = Outcomes.issued(service.token(Samples.REQUEST)).identityId();
    service.credentials(Samples.REQUEST);
    service.token(BOB);

    service.forgetOthers(List.of(known("alice", held)));
    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);

    service.forgetOthers(List.of(known("alice", "eu-west-1:merged"), known("carol", null)));
    Outcomes.issued(service.token(Samples.REQUEST), Source.FRESH);
    Outcomes.issued(service.credentials(Samples.REQUEST), Source.FRESH);
    Outcomes.issued(service.token(BOB), Source.HIT);

    service.forgetOthers(List.of(known("bob", null)));
    Outcomes.issued(service.token(BOB), Source.FRESH);
  }

  @Test
  void identityInAnotherPoolIsAnotherMatter() {
    service.token(Samples.REQUEST);

    service.forgetOthers(List.of(new KnownIdentity("demo-id", "alice", "eu-west-1:other", null)));

    Outcomes.issued(service.token(Samples.REQUEST), Source.HIT);
  }

  private static KnownIdentity known(String userId, String identityId) {
    return new KnownIdentity("demo-id", userId, Samples.POOL_ID, identityId);
  }
}
