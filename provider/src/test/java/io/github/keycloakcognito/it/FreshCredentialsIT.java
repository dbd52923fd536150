package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("Credentials with fresh=true")
class FreshCredentialsIT {

  private static final String REDEEM = "GetCredentialsForIdentity";

  private static TestRealm realm;
  private Stack stack;
  private String token;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
    token = realm.accessToken("alice", "app");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("are new ones, which everybody gets from then on")
  void renewed(Way way) {
    Answer kept = realm.credentials(token);
    assertThat(realm.credentials(token).body()).isEqualTo(kept.body());

    int events = realm.events("TOKEN_EXCHANGE").size();

    Answer fresh = renewed(way, kept);

    assertThat(CallerIdentity.arn(stack, fresh)).contains(":assumed-role/");
    assertThat(realm.credentials(token).text("AccessKeyId")).isEqualTo(fresh.text("AccessKeyId"));
    assertThat(realm.events("TOKEN_EXCHANGE")).hasSizeGreaterThan(events);
  }

  @Test
  @DisplayName("are asked of AWS once in an interval, however often one asks")
  void bounded() {
    realm.credentials(token);
    stack.cognito().resetCalls();
    long begin = System.nanoTime();

    for (int i = 0; i < 100; i++) {
      assertThat(get("?fresh=true").status()).isEqualTo(200);
    }

    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(stack.cognito().calls().getOrDefault(REDEEM, 0L))
        .isLessThanOrEqualTo(1 + elapsed.dividedBy(Stack.RENEWAL_INTERVAL));
  }

  @Test
  @DisplayName("leave the old ones to be had where AWS gives none")
  void unavailable() {
    Answer kept = realm.credentials(token);
    stack.cognito().faults(List.of(Fault.reset(REDEEM)));

    await()
        .untilAsserted(
            () ->
                assertThat(get("?fresh=true").text("error")).isEqualTo("temporarily_unavailable"));

    assertThat(realm.credentials(token).body()).isEqualTo(kept.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fresh=yes", "fresh=TRUE", "fresh=1", "fresh=true&fresh=true", "fresh=false%20"})
  @DisplayName("are asked for by true, and nothing else but false is taken")
  void malformed(String query) {
    Refusal.INVALID_REQUEST.check(get("?" + query), realm.name());
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("are given to nobody who may not have the kept ones")
  void refused() {
    Refusal.ACCESS_DENIED.check(get("?fresh=true&role=not-mine"), realm.name());
    Refusal.ACCESS_DENIED.check(
        get(realm.accessToken("alice", "other"), "?fresh=true"), realm.name());
    Refusal.INVALID_TOKEN.check(get("nonsense", "?fresh=true"), realm.name());
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("are not asked for by false")
  void kept() {
    Answer kept = realm.credentials(token);

    assertThat(get("?fresh=false").body()).isEqualTo(kept.body());
  }

  /** The kept ones may have been issued just now. */
  private static Answer renewed(Way way, Answer kept) {
    String alice = realm.accessToken("alice", "app");
    return await()
        .until(
            () ->
                way.ask(
                    realm,
                    Way.Wanted.CREDENTIALS,
                    Way.Subject.of(alice, "app"),
                    Map.of("fresh", "true")),
            answer -> !answer.text("AccessKeyId").equals(kept.text("AccessKeyId")));
  }

  private Answer get(String query) {
    return get(token, query);
  }

  private static Answer get(String token, String query) {
    return realm
        .http()
        .send(
            Http.request(realm.door("/credentials" + query))
                .header("Authorization", "Bearer " + token));
  }
}
