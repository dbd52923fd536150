package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.Samples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerTest {

  private static final OpenIdToken TOKEN = Samples.token("alice");

  private final TokenAnswer answer = new TokenAnswer();

  @Test
  void withoutParametersPoolDecides() {
    assertThat(read(new FakeRequest())).isEqualTo(Samples.REQUEST);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60, 900})
  void takesDurationUpToThatOfPool(long seconds) {
    assertThat(read(FakeRequest.withQuery("duration", String.valueOf(seconds))).tokenDuration())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "901", "1m", "60.0", "99999999999999999999", "0x10"})
  void refusesOtherDurations(String duration) {
    assertThat(refusal("duration", duration))
        .isEqualTo("duration: must be a number of seconds from 1 to 900.");
  }

  @Test
  void takesIdentityOfPoolsRegion() {
    String identity = "eu-west-1:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    assertThat(read(FakeRequest.withQuery("identity_id", identity)).identityId())
        .isEqualTo(identity);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-east-1:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "eu-west-12:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "eu-west-1:",
        "eu-west-1:someone else",
        "eu-west-1:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-and-more"
      })
  void refusesWhatIsNoIdentityOfThere(String identity) {
    assertThat(refusal("identity_id", identity)).startsWith("identity_id: must be");
  }

  @ParameterizedTest
  @CsvSource({"role, x", "fresh, true", "fresh, false"})
  void refusesParametersOfCredentials(String name, String value) {
    assertThat(refusal(name, value)).isEqualTo(name + ": is not supported here.");
  }

  @Test
  void bodyIsWhatAppsHandToAws() {
    assertThat(answer.body(Samples.REQUEST, TOKEN))
        .containsExactly(
            entry("IdentityId", TOKEN.identityId()),
            entry("Token", TOKEN.token()),
            entry("Expiration", "2026-11-22T10:15:00Z"),
            entry("IdentityPoolId", Samples.POOL_ID),
            entry("Region", "eu-west-1"),
            entry("Logins", Map.of("cognito-identity.amazonaws.com", TOKEN.token())));
  }

  @Test
  void auditNamesWhatWasIssuedButNotTheToken() {
    assertThat(answer.audit(TOKEN))
        .containsOnly(
            entry("identity_id", TOKEN.identityId()),
            entry("expiration", "2026-11-22T10:15:00Z"),
            entry("aws_request_id", "request-1"));
  }

  private ExchangeRequest read(FakeRequest request) {
    return TokenAnswer.read(Samples.REQUEST, Parameters.of(request.request(), null));
  }

  private String refusal(String parameter, String value) {
    return Refusals.refusal(
            Kind.INVALID_REQUEST, () -> read(FakeRequest.withQuery(parameter, value)))
        .description();
  }
}
