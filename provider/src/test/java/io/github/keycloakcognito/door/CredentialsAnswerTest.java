package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.RoleSession;
import io.github.keycloakcognito.exchange.Samples;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.time.Duration;
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

  private static final AwsRole ROLE =
      new AwsRole(
          "data-admin",
          "Data admin",
          "arn:aws:iam::123456789012:role/DataAdmin",
          Duration.ofHours(4),
          null,
          SignInRequirement.NONE);
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
  @ValueSource(strings = {"identity_id", "link"})
  void refusesParametersOfToken(String parameter) {
    Parameters parameters = Parameters.of(FakeRequest.withQuery(parameter, "60").request(), null);

    assertThat(
            Refusals.refusal(
                    Kind.INVALID_REQUEST,
                    () ->
                        CredentialsAnswer.read(
                            Samples.REQUEST, parameters, CredentialsAnswerTest::role))
                .description())
        .isEqualTo(parameter + ": is a parameter of the token only.");
  }

  @Test
  void roleLastsAsLongAsItSaysUnlessCallerAsksForLess() {
    assertThat(session("role", "data-admin").duration()).isEqualTo(Duration.ofHours(4));
    assertThat(session("role", "data-admin", "duration", "900").duration())
        .isEqualTo(Duration.ofMinutes(15));
    assertThat(session("role", "data-admin", "duration", "14400").duration())
        .isEqualTo(Duration.ofHours(4));
  }

  @Test
  void roleSessionNamesPerson() {
    assertThat(session("role", "data-admin").name()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"899", "43201", "0", "-1", "1h", "3600.5", "99999999999999999999"})
  void refusesDurationThatStsRefuses(String duration) {
    assertThat(refusal("role", "data-admin", "duration", duration))
        .isEqualTo("duration: must be a number of seconds from 900 to 43200.");
  }

  @Test
  void refusesDurationBeyondThatOfRole() {
    assertThat(refusal("role", "data-admin", "duration", "14401"))
        .isEqualTo("duration: must be at most 14400 for this role.");
  }

  @Test
  void refusesDurationWithoutRole() {
    assertThat(refusal("duration", "3600")).startsWith("duration: needs a role");
  }

  @Test
  void takesWhatIsKeptUnlessAskedForFreshOnes() {
    assertThat(request().fresh()).isFalse();
    assertThat(request("fresh", "false").fresh()).isFalse();
    assertThat(request("fresh", "").fresh()).isFalse();
    assertThat(request("fresh", "true").fresh()).isTrue();
    assertThat(request("role", "data-admin", "fresh", "true").fresh()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1", "true ", "truefalse"})
  void refusesFreshThatIsNeitherTrueNorFalse(String fresh) {
    assertThat(refusal("fresh", fresh)).isEqualTo("fresh: must be true or false.");
  }

  private static AwsRole role(String name) {
    assertThat(name).isEqualTo(ROLE.name());
    return ROLE;
  }

  private static ExchangeRequest request(String... parameters) {
    return CredentialsAnswer.read(
        Samples.REQUEST, parameters(parameters), CredentialsAnswerTest::role);
  }

  private static RoleSession session(String... parameters) {
    return request(parameters).role();
  }

  private static String refusal(String... parameters) {
    return Refusals.refusal(
            Kind.INVALID_REQUEST,
            () ->
                CredentialsAnswer.read(
                    Samples.REQUEST, parameters(parameters), CredentialsAnswerTest::role))
        .description();
  }

  private static Parameters parameters(String... namesAndValues) {
    FakeRequest request = new FakeRequest();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.query.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Parameters.of(request.request(), null);
  }

  @Test
  void asksForCallersOwnIdentityInPool() {
    Parameters parameters = Parameters.of(FakeRequest.withQuery("pool", "default").request(), null);

    assertThat(CredentialsAnswer.read(Samples.REQUEST, parameters, CredentialsAnswerTest::role))
        .isEqualTo(Samples.REQUEST);
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
