package io.github.keycloakcognito.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsAnswerTest {

  private static final AwsCredentials ISSUED =
      new AwsCredentials(
          "ASIAEXAMPLE",
          "secret",
          "session token",
          Instant.parse("2026-11-22T11:00:00Z"),
          "eu-west-1:identity",
          "123456789012",
          "arn:aws:iam::123456789012:role/Demo",
          "request-2");

  private final CredentialsAnswer answer = new CredentialsAnswer();

  @Test
  void bodyServesBothContractsOfSdks() {
    assertThat(answer.body(Samples.REQUEST, ISSUED))
        .containsExactly(
            entry("Version", 1),
            entry("AccessKeyId", "ASIAEXAMPLE"),
            entry("SecretAccessKey", "secret"),
            entry("SessionToken", "session token"),
            entry("Token", "session token"),
            entry("Expiration", "2026-11-22T11:00:00Z"),
            entry("AccountId", "123456789012"),
            entry("RoleArn", "arn:aws:iam::123456789012:role/Demo"),
            entry("IdentityId", "eu-west-1:identity"));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    AwsCredentials less =
        new AwsCredentials(
            "ASIAEXAMPLE", "secret", "token", ISSUED.expiration(), "id", null, null, null);

    assertThat(answer.body(Samples.REQUEST, less))
        .doesNotContainKeys("AccountId", "RoleArn")
        .doesNotContainValue(null);
  }

  /** SDKs parse this form; not all of them take fractions of a second. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T11:00:00.999999Z, 2026-11-22T11:00:00Z",
    "2026-11-22T11:59:59.001Z, 2026-11-22T11:59:59Z",
    "2026-12-31T23:59:00Z, 2026-12-31T23:59:00Z"
  })
  void expirationHasWholeSeconds(Instant expiration, String text) {
    AwsCredentials issued = new AwsCredentials("a", "b", "c", expiration, "id", null, null, null);

    assertThat(answer.body(Samples.REQUEST, issued)).containsEntry("Expiration", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"role", "duration", "identity_id", "link"})
  void refusesWhatItDoesNotDoYet(String parameter) {
    Parameters parameters = Parameters.of(FakeRequest.withQuery(parameter, "60").request(), null);

    assertThat(
            Refusals.refusal(Kind.INVALID_REQUEST, () -> answer.read(Samples.REQUEST, parameters))
                .description())
        .startsWith(parameter + ": is not supported here");
  }

  @Test
  void asksForCallersOwnIdentityInPool() {
    Parameters parameters = Parameters.of(FakeRequest.withQuery("pool", "default").request(), null);

    assertThat(answer.read(Samples.REQUEST, parameters)).isEqualTo(Samples.REQUEST);
  }

  @Test
  void auditNamesWhatWasIssuedButNoSecret() {
    assertThat(answer.audit(ISSUED))
        .containsOnly(
            entry("identity_id", "eu-west-1:identity"),
            entry("role", "arn:aws:iam::123456789012:role/Demo"),
            entry("expiration", "2026-11-22T11:00:00Z"),
            entry("aws_request_id", "request-2"));
  }
}
