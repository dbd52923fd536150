package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.TOKEN;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.settings;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.api.util.SetSystemProperty;

@RestoreSystemProperties
@SetSystemProperty(key = "aws.disableEc2Metadata", value = "true")
@SetSystemProperty(key = "aws.sharedCredentialsFile", value = "/nowhere/credentials")
@SetSystemProperty(key = "aws.configFile", value = "/nowhere/config")
class OperatorCredentialsTest {

  private static final String SUBJECT = "system:serviceaccount:keycloak:keycloak";
  private static final String ASSUME = "AssumeRoleWithWebIdentity";

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void keysInSystemPropertiesAreUsedAndNamed() {
    key(DemoKey.ID, DemoKey.SECRET);
    try (Aws aws = LOCAL.aws(LOCAL.settings(PATIENCE))) {
      assertThat(aws.gateway().openIdToken(request(someone()), PATIENCE).token()).isNotBlank();
      assertThat(aws.credentialsKind())
          .isEqualTo("jvm system properties")
          .doesNotContain(DemoKey.ID, DemoKey.SECRET);
    }
  }

  @Test
  void wrongSecretIsDenied() {
    key(DemoKey.ID, "somethingElse");

    assertCheckCredentials(tokenRefused(), "InvalidSignatureException");
  }

  @Test
  void unknownKeyIsDenied() {
    key("AKIAUNKNOWN7EXAMPLE0", DemoKey.SECRET);

    assertCheckCredentials(tokenRefused(), "UnrecognizedClientException");
  }

  @Test
  void keyWithoutPermissionIsDenied() {
    key(DemoKey.DENIED_ID, DemoKey.DENIED_SECRET);

    Failure failure = tokenRefused();

    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.remedy()).contains("IAM action");
    assertThat(failure.cause())
        .startsWith("AccessDeniedException: User: arn:aws:iam::123456789012:user/nobody")
        .contains("cognito-identity:" + TOKEN);
    assertThat(failure.description()).doesNotContain("arn:");
    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(1);
  }

  @Test
  void missingOnesAreAdminsMistakeAndAwsIsNotAsked() {
    Failure failure = tokenRefused();

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.remedy()).contains("AWS_ACCESS_KEY_ID");
    assertThat(failure.cause()).contains("Unable to load credentials");
    assertThat(LOCAL.running().calls()).isEmpty();
    assertThat(LOCAL.meters().lines()).containsExactly(TOKEN + " aws_misconfigured");
    try (Aws aws = LOCAL.aws(LOCAL.settings(PATIENCE))) {
      assertThat(aws.credentialsKind()).isEqualTo("none found");
    }
  }

  @Test
  void webIdentityIsTakenToStsAndNamed(@TempDir Path directory) throws IOException {
    webIdentity(directory, SUBJECT, Duration.ofHours(1));
    try (Aws aws = LOCAL.aws(LOCAL.settings(PATIENCE))) {
      assertThat(aws.gateway().openIdToken(request(someone()), PATIENCE).token()).isNotBlank();
      assertThat(aws.gateway().openIdToken(request(someone()), PATIENCE).token()).isNotBlank();
      assertThat(aws.credentialsKind()).contains("web id");
    }
    assertThat(LOCAL.attempts(ASSUME)).isEqualTo(1);
    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(2);
  }

  @Test
  void keysComeBeforeWebIdentity(@TempDir Path directory) throws IOException {
    key(DemoKey.ID, DemoKey.SECRET);
    webIdentity(directory, SUBJECT, Duration.ofHours(1));
    try (Aws aws = LOCAL.aws(LOCAL.settings(PATIENCE))) {
      assertThat(aws.credentialsKind()).isEqualTo("jvm system properties");
    }
    assertThat(LOCAL.attempts(ASSUME)).isZero();
  }

  @Test
  void webIdentityOfAnotherIsDenied(@TempDir Path directory) throws IOException {
    webIdentity(directory, "system:serviceaccount:default:other", Duration.ofHours(1));

    assertCheckCredentials(tokenRefused(), "AccessDenied: ");
    assertThat(LOCAL.attempts(TOKEN)).isZero();
    try (Aws aws = LOCAL.aws(LOCAL.settings(PATIENCE))) {
      assertThat(aws.credentialsKind()).isEqualTo("none found");
    }
  }

  @Test
  void webIdentityThatIsOverIsDenied(@TempDir Path directory) throws IOException {
    webIdentity(directory, SUBJECT, Duration.ofHours(-1));

    assertCheckCredentials(tokenRefused(), "ExpiredToken");
    assertThat(LOCAL.attempts(TOKEN)).isZero();
  }

  private static void assertCheckCredentials(Failure failure, String cause) {
    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.cause()).startsWith(cause).doesNotContain(DemoKey.SECRET);
    assertThat(failure.remedy()).contains("check the AWS credentials");
    assertThat(failure.awsRequestId()).isNotBlank();
    assertThat(LOCAL.meters().lines()).containsExactly(TOKEN + " aws_denied");
  }

  private static Failure tokenRefused() {
    try (Aws aws = LOCAL.aws(settings(LOCAL.running().endpoint(), PATIENCE))) {
      return refused(() -> aws.gateway().openIdToken(request(someone()), PATIENCE));
    }
  }

  private static void key(String id, String secret) {
    System.setProperty("aws.accessKeyId", id);
    System.setProperty("aws.secretAccessKey", secret);
  }

  private static void webIdentity(Path directory, String subject, Duration life)
      throws IOException {
    String token =
        LOCAL.running().mint("https://oidc.eks.local/id/DEMO", subject, "sts.amazonaws.com", life);
    Path file = Files.writeString(directory.resolve("token"), token);
    System.setProperty("aws.webIdentityTokenFile", file.toString());
    System.setProperty("aws.roleArn", "arn:aws:iam::123456789012:role/KeycloakServer");
  }
}
