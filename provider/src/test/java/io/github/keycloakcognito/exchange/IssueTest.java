package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IssueTest {

  private final OpenIdToken token = Samples.token("alice");
  private final AwsCredentials credentials = Samples.credentials("alice");

  @Test
  void tokenMayBeServedForTwoThirdsOfItsLife() {
    assertThat(token.servableUntil()).isEqualTo(Samples.NOW.plus(Duration.ofMinutes(10)));
  }

  @Test
  void credentialsMayBeServedUntilQuarterOfAnHourBeforeTheirEnd() {
    assertThat(credentials.servableUntil())
        .isEqualTo(credentials.expiration().minus(Duration.ofMinutes(15)));
  }

  @Test
  void credentialsShorterThanThatMayNeverBeServedAgain() {
    AwsCredentials brief =
        new AwsCredentials(
            "a", "b", "c", Samples.NOW.plus(Duration.ofMinutes(14)), "id", null, null, null);

    assertThat(brief.servableUntil()).isBefore(Samples.NOW);
  }

  @Test
  void tokenDoesNotShowItself() {
    assertThat(token).asString().contains(token.identityId()).doesNotContain(token.token());
  }

  @Test
  void credentialsDoNotShowTheirSecrets() {
    assertThat(credentials)
        .asString()
        .contains(credentials.accessKeyId())
        .doesNotContain(credentials.secretAccessKey())
        .doesNotContain(credentials.sessionToken());
  }

  @Test
  void outcomeDoesNotShowSecretsEither() {
    assertThat(new Outcome.Issued<>(credentials, IssueCache.Source.HIT))
        .asString()
        .doesNotContain(credentials.secretAccessKey());
  }

  @Test
  void roleIsAddedWithoutChangingAnythingElse() {
    AwsCredentials with = credentials.withRole("arn:aws:iam::123456789012:role/Demo");

    assertThat(with.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/Demo");
    assertThat(with.withRole(null)).isEqualTo(credentials);
  }

  @Test
  void regionStandsInFrontOfPoolId() {
    assertThat(Samples.POOL.region()).isEqualTo("eu-west-1");
  }
}
