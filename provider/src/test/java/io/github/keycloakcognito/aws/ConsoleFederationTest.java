package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.settings;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.AwsConsole;
import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DemoKey
class ConsoleFederationTest {

  private static final URI ISSUER = URI.create("https://keycloak.example/realms/demo/account");
  private static final String GUID = ":00000000-0000-4000-8000-000000000002";
  private static final String OPERATION = "getSigninToken";

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void tokenOpensTheConsole() throws IOException, InterruptedException {
    AwsConsole console = LOCAL.aws().consoleSignIn().console(POOL, null);
    String token = signinToken(credentials());

    HttpResponse<Void> login =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(console.login(token, console.home(), ISSUER)).build(),
                BodyHandlers.discarding());

    assertThat(login.statusCode()).isEqualTo(302);
    assertThat(login.headers().firstValue("Location")).hasValue(console.home().toString());
    assertThat(LOCAL.attempts(OPERATION)).isEqualTo(1);
    assertThat(LOCAL.meters().lines()).contains(OPERATION + " ok");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, https://signin.aws.amazon.com/federation, console.aws.amazon.com",
    "us-gov-west-1, https://signin.amazonaws-us-gov.com/federation, console.amazonaws-us-gov.com",
    "cn-north-1, https://signin.amazonaws.cn/federation, console.amazonaws.cn",
    "eusc-de-east-1, https://signin.amazonaws-eusc.eu/federation, console.amazonaws-eusc.eu"
  })
  void poolsRegionChoosesTheConsole(String region, URI federation, String host) {
    assertThat(console(region, null)).isEqualTo(new AwsConsole(federation, host, region));
  }

  @ParameterizedTest
  @CsvSource({
    "aws, console.aws.amazon.com",
    "aws-us-gov, console.amazonaws-us-gov.com",
    "aws-cn, console.amazonaws.cn",
    "aws-eusc, console.amazonaws-eusc.eu"
  })
  void rolesPartitionComesFirst(String partition, String host) {
    assertThat(console("eu-west-1", role(partition)).host()).isEqualTo(host);
    assertThat(console("us-gov-west-1", role(partition)).host()).isEqualTo(host);
  }

  @Test
  void partitionWithoutKnownConsoleIsRefused() {
    for (Failure failure :
        new Failure[] {
          refused(() -> console("us-iso-east-1", null)),
          refused(() -> console("eu-west-1", role("aws-iso-b")))
        }) {
      assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
      assertThat(failure.cause()).contains("aws-iso");
      assertThat(failure.remedy()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://signin.example, https://signin.example/federation",
    "https://signin.example/, https://signin.example/federation",
    "https://proxy.example/aws, https://proxy.example/aws/federation"
  })
  void operatorsEndpointComesBeforeAwss(URI endpoint, URI federation) {
    assertThat(AwsPartition.of(POOL, null).console(endpoint, "eu-west-1"))
        .isEqualTo(new AwsConsole(federation, "console.aws.amazon.com", "eu-west-1"));
  }

  @Test
  void credentialsThatDoNotHoldAreDenied() {
    AwsCredentials real = credentials();
    AwsCredentials forged =
        new AwsCredentials(
            real.accessKeyId(), "wrong\"}", real.sessionToken(), real.expiration(), "", "", "", "");

    Failure failure = refused(() -> signinToken(forged));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.remedy()).contains("clock");
    assertThat(failure.cause()).isEqualTo("getSigninToken answered HTTP 400");
    assertThat(failure.toString()).doesNotContain(real.sessionToken(), real.accessKeyId());
  }

  @ParameterizedTest
  @CsvSource({"429, THROTTLED", "500, TEMPORARILY_UNAVAILABLE", "503, TEMPORARILY_UNAVAILABLE"})
  void whatMayPassSaysSo(int status, Kind kind) {
    AwsCredentials credentials = credentials();
    LOCAL.faults(Fault.error(OPERATION, "Busy", "later").withStatus(status));

    Failure failure = refused(() -> signinToken(credentials));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryAfter()).isPositive();
    assertThat(failure.mayPass()).isTrue();
  }

  @Test
  void answerWithoutTokenMayPass() {
    AwsCredentials credentials = credentials();
    LOCAL.faults(Fault.error(OPERATION, "Nothing", "to see here").withStatus(200));

    assertThat(refused(() -> signinToken(credentials)).kind())
        .isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void hangingEndpointTimesOut() {
    AwsCredentials credentials = credentials();
    LOCAL.faults(Fault.hang(OPERATION));
    try (Aws aws = LOCAL.aws(LOCAL.settings(Duration.ofMillis(500)))) {
      Failure failure = refused(() -> signinToken(aws, credentials));

      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(LOCAL.meters().lines()).contains(OPERATION + " timeout");
    }
  }

  @Test
  void nobodyThereMayPass() {
    AwsCredentials credentials = credentials();
    URI nobody;
    try (LocalCognito gone = LocalCognito.start(LocalCognitoOptions.defaults())) {
      nobody = gone.endpoint();
    }
    try (Aws aws = LOCAL.aws(settings(nobody, PATIENCE))) {
      Failure failure = refused(() -> signinToken(aws, credentials));

      assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
      assertThat(failure.remedy()).contains(nobody.toString(), "signin-endpoint");
      assertThat(failure.toString()).doesNotContain(credentials.sessionToken());
    }
  }

  private static AwsCredentials credentials() {
    return LOCAL.gateway().credentials(POOL, LOCAL.token(someone()), PATIENCE);
  }

  private static String signinToken(AwsCredentials credentials) {
    return signinToken(LOCAL.aws(), credentials);
  }

  private static String signinToken(Aws aws, AwsCredentials credentials) {
    AwsConsole console = aws.consoleSignIn().console(POOL, null);
    return aws.consoleSignIn().signinToken(console, credentials, PATIENCE);
  }

  /** With AWS's own endpoint. */
  private static AwsConsole console(String region, AwsRole role) {
    IdentityPool pool = LocalAws.pool(region + GUID, LocalAws.PROVIDER);
    return AwsPartition.of(pool, role).console(null, region);
  }

  private static AwsRole role(String partition) {
    return new AwsRole(
        "demo",
        "Demo",
        "arn:" + partition + ":iam::123456789012:role/Demo",
        Duration.ofHours(1),
        null,
        SignInRequirement.NONE);
  }
}
