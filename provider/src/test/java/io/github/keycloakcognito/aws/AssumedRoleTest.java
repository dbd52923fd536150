package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.PrincipalTags;
import io.github.keycloakcognito.exchange.RoleSession;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** AssumeRoleWithWebIdentity with a Cognito token. */
@DemoKey
class AssumedRoleTest {

  private static final String ASSUME = "AssumeRoleWithWebIdentity";
  private static final String ROLES = "arn:aws:iam::123456789012:role/";
  private static final Map<String, String> TAGS = Map.of("team", "blue");

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @AfterEach
  void now() {
    LOCAL.running().clockOffset(Duration.ZERO);
  }

  @Test
  void tellsWhatAwsIssued() {
    ExchangeRequest request = taking("DataReader", Duration.ofMinutes(20));
    OpenIdToken token = LOCAL.gateway().openIdToken(request, PATIENCE);

    AwsCredentials issued = LOCAL.gateway().assumeRole(request, token, PATIENCE);

    assertThat(issued.accessKeyId()).startsWith("ASIA");
    assertThat(issued.identityId()).isEqualTo(token.identityId());
    assertThat(issued.accountId()).isEqualTo(LocalAws.ACCOUNT);
    assertThat(issued.roleArn()).isEqualTo(ROLES + "DataReader");
    assertThat(issued.expiration())
        .isCloseTo(Instant.now().plus(20, ChronoUnit.MINUTES), within(1, ChronoUnit.MINUTES));
    assertThat(issued.awsRequestId()).matches("[0-9a-f-]{36}").isNotEqualTo(token.awsRequestId());
    assertThat(caller(issued)).isEqualTo("arn:aws:sts::123456789012:assumed-role/DataReader/alice");
    assertThat(LOCAL.meters().lines()).last().isEqualTo(ASSUME + " ok");
    assertThat(LOCAL.running().log())
        .filteredOn(call -> call.operation().equals(ASSUME))
        .last()
        .satisfies(call -> assertThat(call.caller()).isEqualTo("anonymous"));
  }

  @Test
  void takesRoleWithTags() {
    ExchangeRequest request = taking("DataReader").with(tags(TAGS));

    assertThat(caller(assume(request))).endsWith("assumed-role/DataReader/alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KeycloakCognitoGuest", "KeycloakServer", "Nobody"})
  void roleThatDoesNotTrustTheTokenIsDenied(String role) {
    Failure failure = refused(taking(role));

    assertDenied(failure);
    assertThat(failure.remedy()).contains("must exist", "trust policy", "sts:TagSession");
  }

  @Test
  void roleThatDoesNotAllowTagsIsDeniedWithTagsOnly() {
    assertThat(caller(assume(taking("NoTags")))).endsWith("assumed-role/NoTags/alice");
    LOCAL.running().resetCalls();

    Failure failure = refused(taking("NoTags").with(tags(TAGS)));

    assertDenied(failure);
    assertThat(failure.remedy()).contains("with principal tags sts:TagSession too");
  }

  @Test
  void poolsOwnRoleThatDoesNotAllowTagsIsAdminsMistake() {
    ExchangeRequest request =
        request(someone(), LocalAws.POOL_WITH_UNTAGGED_ROLE, null).with(tags(TAGS));
    OpenIdToken token = LOCAL.gateway().openIdToken(request, PATIENCE);

    Failure failure =
        LocalAws.refused(() -> LOCAL.gateway().credentials(request.pool(), token, PATIENCE));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.remedy()).contains("with principal tags sts:TagSession too");
  }

  @Test
  void durationOverTheRolesMaximumIsAdminsMistake() {
    Failure failure = refused(taking("NoTags", Duration.ofSeconds(3601)));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.cause()).startsWith("ValidationError: ").contains("MaxSessionDuration");
    assertThat(failure.remedy()).contains("aws.role.session-duration", "maximum session duration");
  }

  @Test
  void tagsThatDoNotFitAreAdminsMistake() {
    Failure failure =
        refused(
            taking("DataReader").with(tags(Map.of("a", "x".repeat(250), "b", "y".repeat(250)))));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.cause()).startsWith("PackedPolicyTooLarge").doesNotContain("xxx");
    assertThat(failure.remedy()).contains("principal tags");
  }

  @Test
  void budgetThatIsFullIsTaken() {
    ExchangeRequest request =
        taking("DataReader").with(tags(Map.of("a", "x".repeat(256), "b", "é".repeat(101))));

    assertThat(caller(assume(request))).endsWith("/alice");
  }

  @Test
  void tokenThatHasEndedIsRefusedAsToken() {
    ExchangeRequest request = taking("DataReader");
    OpenIdToken token = LOCAL.gateway().openIdToken(request, PATIENCE);
    LOCAL.running().clockOffset(Duration.ofMinutes(16));

    Failure failure = LocalAws.refused(() -> LOCAL.gateway().assumeRole(request, token, PATIENCE));

    assertTokenRefused(failure, "ExpiredToken", token);
  }

  @Test
  void forgedTokenIsRefusedAsToken() {
    ExchangeRequest request = taking("DataReader");
    OpenIdToken mine = LOCAL.token(someone());
    OpenIdToken others = LOCAL.token(someone());
    String forged =
        others.token().substring(0, others.token().lastIndexOf('.'))
            + mine.token().substring(mine.token().lastIndexOf('.'));
    OpenIdToken token =
        new OpenIdToken(
            others.identityId(), forged, others.issuedAt(), others.expiration(), null, null);

    Failure failure = LocalAws.refused(() -> LOCAL.gateway().assumeRole(request, token, PATIENCE));

    assertTokenRefused(failure, "InvalidIdentityToken", token);
  }

  @ParameterizedTest
  @CsvSource({
    "RegionDisabledException, 403, AWS_MISCONFIGURED, activate STS",
    "MalformedPolicyDocument, 400, AWS_DENIED, AWS documentation",
    "IDPCommunicationError, 400, TEMPORARILY_UNAVAILABLE, ",
    "InternalFailure, 500, TEMPORARILY_UNAVAILABLE, ",
    "Throttling, 400, THROTTLED, ",
  })
  void errorsOfStsAreTold(String code, int status, Kind kind, String remedy) {
    LOCAL.faults(Fault.error(ASSUME, code, "no").withStatus(status));

    Failure failure = refused(taking("DataReader"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.cause()).startsWith(code);
    if (remedy == null) {
      assertThat(failure.remedy()).isNull();
      assertThat(failure.mayPass()).isTrue();
    } else {
      assertThat(failure.remedy()).contains(remedy);
    }
  }

  private static void assertDenied(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.description())
        .isEqualTo("AWS does not let the role be taken. The server's log says why.");
    assertThat(failure.cause())
        .isEqualTo("AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity");
    assertThat(failure.awsRequestId()).matches("[0-9a-f-]{36}");
    assertThat(LOCAL.attempts(ASSUME)).isEqualTo(1);
    assertThat(LOCAL.meters().lines()).last().isEqualTo(ASSUME + " aws_denied");
  }

  private static void assertTokenRefused(Failure failure, String cause, OpenIdToken token) {
    assertThat(failure.kind()).isEqualTo(Kind.TOKEN_REFUSED);
    assertThat(failure.cause()).startsWith(cause).doesNotContain(token.token());
    assertThat(failure.remedy()).contains("clock");
    assertThat(LOCAL.meters().lines()).last().isEqualTo(ASSUME + " aws_denied");
  }

  private static Failure refused(ExchangeRequest request) {
    OpenIdToken token = LOCAL.gateway().openIdToken(request, PATIENCE);
    return LocalAws.refused(() -> LOCAL.gateway().assumeRole(request, token, PATIENCE));
  }

  private static AwsCredentials assume(ExchangeRequest request) {
    return LOCAL
        .gateway()
        .assumeRole(request, LOCAL.gateway().openIdToken(request, PATIENCE), PATIENCE);
  }

  private static ExchangeRequest taking(String role) {
    return taking(role, Duration.ofMinutes(15));
  }

  private static ExchangeRequest taking(String name, Duration duration) {
    AwsRole role =
        new AwsRole(name, name, ROLES + name, Duration.ofHours(12), null, SignInRequirement.NONE);
    ExchangeRequest request = request(someone(), POOL, null);
    return request.with(RoleSession.of(role, duration, request.caller()));
  }

  private static PrincipalTags tags(Map<String, String> values) {
    return new PrincipalTags(values, List.of());
  }

  /** Who AWS takes the holder of credentials for. */
  private static String caller(AwsCredentials issued) {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(LOCAL.running().endpoint())
            .region(Region.of(LocalAws.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return sts.getCallerIdentity().arn();
    }
  }
}
