package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ProvidedContext;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class AssumeRoleTest {
  private static final String ROLES = "arn:aws:iam::123456789012:role/";
  private static final String SESSIONS = "arn:aws:sts::123456789012:assumed-role/";
  private static final AwsBasicCredentials STRANGER =
      AwsBasicCredentials.create(
          "AKIAOTHERACCOUNT0001", "other0000000000000000000000000000000000k");

  @RegisterExtension static final Cognito SERVER = new Cognito();
  private static StsClient sts;

  @BeforeAll
  static void client() {
    sts = SERVER.sts(Cognito.KEY);
  }

  @AfterAll
  static void close() {
    sts.close();
  }

  private static AssumeRoleResponse assume(
      StsClient client, String role, Consumer<AssumeRoleRequest.Builder> more) {
    return client.assumeRole(
        r -> more.accept(r.roleArn(ROLES + role).roleSessionName("keycloak-1")));
  }

  private static AssumeRoleResponse assume(String role, Consumer<AssumeRoleRequest.Builder> more) {
    return assume(sts, role, more);
  }

  private static StsClient client(Credentials issued) {
    return SERVER.sts(
        AwsSessionCredentials.create(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void givesCredentialsOfASession() {
    AssumeRoleResponse response = assume("ByAccount", r -> r.durationSeconds(43_200));
    assertThat(response.assumedRoleUser().arn()).isEqualTo(SESSIONS + "ByAccount/keycloak-1");
    assertThat(response.assumedRoleUser().assumedRoleId())
        .isEqualTo("AROATESTBYACCOUNTXXXX:keycloak-1");
    assertThat(response.packedPolicySize()).isNull();
    assertThat(response.sourceIdentity()).isNull();
    assertThat(Duration.between(Instant.now(), response.credentials().expiration()))
        .isBetween(Duration.ofMinutes(719), Duration.ofMinutes(720));
    try (StsClient session = client(response.credentials())) {
      var caller = session.getCallerIdentity();
      assertThat(caller.arn()).isEqualTo(SESSIONS + "ByAccount/keycloak-1");
      assertThat(caller.account()).isEqualTo("123456789012");
    }
  }

  @Test
  void theSessionEnds() {
    Credentials issued = assume("ByAccount", r -> r.durationSeconds(900)).credentials();
    SERVER.running().clockOffset(Duration.ofMinutes(14));
    try (StsClient session = client(issued)) {
      assertThat(session.getCallerIdentity()).isNotNull();
      SERVER.running().clockOffset(Duration.ofMinutes(15));
      refused(session::getCallerIdentity, 403, "ExpiredToken", "is expired");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ByAccount", "path/ByNumber"})
  void trustsEverybodyOfAnAccount(String role) {
    assertThat(assume(role, r -> {}).assumedRoleUser().arn()).endsWith("/keycloak-1");
    try (StsClient reader = SERVER.sts(Cognito.READER_KEY);
        StsClient stranger = SERVER.sts(STRANGER)) {
      assertThat(assume(reader, role, r -> r.roleSessionName("reader-1"))).isNotNull();
      notAuthorized(
          () -> assume(stranger, role, r -> r.roleSessionName("stranger-1")),
          "arn:aws:iam::999999999999:user/stranger",
          "sts:AssumeRole",
          role);
    }
  }

  @Test
  void variablesStandForTheCaller() {
    notAuthorized(
        () -> assume("path/ByNumber", r -> r.roleSessionName("reader-1")),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:AssumeRole",
        "path/ByNumber");
  }

  @Test
  void trustsAUserWithTheExternalId() {
    assertThat(assume("ByUser", r -> r.externalId("tenant-1"))).isNotNull();
    String user = "arn:aws:iam::123456789012:user/keycloak";
    notAuthorized(() -> assume("ByUser", r -> {}), user, "sts:AssumeRole", "ByUser");
    notAuthorized(
        () -> assume("ByUser", r -> r.externalId("tenant-2")), user, "sts:AssumeRole", "ByUser");
    try (StsClient reader = SERVER.sts(Cognito.READER_KEY)) {
      notAuthorized(
          () -> assume(reader, "ByUser", r -> r.externalId("tenant-1")),
          "arn:aws:iam::123456789012:user/reader",
          "sts:AssumeRole",
          "ByUser");
    }
  }

  @Test
  void trustsARoleOrOneSessionOfIt() {
    Credentials deploy =
        assume("ByAccount", r -> r.roleSessionName("deploy").durationSeconds(900)).credentials();
    Credentials other = assume("ByAccount", r -> r.roleSessionName("other")).credentials();
    try (StsClient one = client(deploy);
        StsClient two = client(other)) {
      assertThat(assume(one, "ByRole", r -> {}).assumedRoleUser().arn()).contains("/ByRole/");
      assertThat(assume(two, "ByRole", r -> {}).assumedRoleUser().arn()).contains("/ByRole/");
      assertThat(assume(one, "BySession", r -> {})).isNotNull();
      notAuthorized(
          () -> assume(two, "BySession", r -> {}),
          SESSIONS + "ByAccount/other",
          "sts:AssumeRole",
          "BySession");
    }
    notAuthorized(
        () -> assume("ByRole", r -> {}),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:AssumeRole",
        "ByRole");
  }

  @Test
  void chainedSessionsLastAnHour() {
    Credentials first = assume("ByAccount", r -> r.durationSeconds(43_200)).credentials();
    try (StsClient chained = client(first)) {
      assertThat(assume(chained, "ByRole", r -> r.durationSeconds(3600))).isNotNull();
      validation(
          () -> assume(chained, "ByRole", r -> r.durationSeconds(3601)),
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
  }

  @Test
  void sessionsLastNoLongerThanTheRoleLets() {
    validation(
        () -> assume("ByUser", r -> r.externalId("tenant-1").durationSeconds(3601)),
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    validation(
        () -> assume("ByAccount", r -> r.durationSeconds(43_201)),
        "Member must have value less than or equal to 43200");
    validation(
        () -> assume("ByAccount", r -> r.durationSeconds(899)),
        "Member must have value greater than or equal to 900");
  }

  @Test
  void refusesWhatIsNoRole() {
    validation(
        () -> sts.assumeRole(r -> r.roleArn("arn:aws:iam::1:user/u-----").roleSessionName("ab")),
        "arn:aws:iam::1:user/u----- is invalid");
    validation(
        () -> sts.assumeRole(r -> r.roleSessionName("ab")),
        "Value null at 'roleArn' failed to satisfy constraint: Member must not be null");
    notAuthorized(
        () -> assume("Unknown", r -> {}),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:AssumeRole",
        "Unknown");
    notAuthorized(
        () -> assume("Authenticated", r -> {}),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:AssumeRole",
        "Authenticated");
  }

  @Test
  void takesTagsTheTrustPolicyAllows() {
    AssumeRoleResponse tagged =
        assume("ByTags", r -> r.tags(tag("team", "blue"), tag("project", "x")));
    // (4 + 4 + 7 + 1) of 460 bytes.
    assertThat(tagged.packedPolicySize()).isEqualTo(4);
    assertThat(assume("ByTags", r -> r.tags(tag("team", "green")))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "team,red,a,b",
    "team,blue,cost,b",
    "Team,blue,project,x",
    "project,x,a,b",
    "team,blue,project,SECRET",
  })
  void refusesOtherTags(String key, String value, String otherKey, String otherValue) {
    notAuthorized(
        () -> assume("ByTags", r -> r.tags(tag(key, value), tag(otherKey, otherValue))),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:AssumeRole",
        "ByTags");
  }

  @Test
  void tagsNeedTheRolesConsent() {
    notAuthorized(
        () -> assume("ByUser", r -> r.externalId("tenant-1").tags(tag("team", "blue"))),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:TagSession",
        "ByUser");
  }

  @Test
  void refusesTagsThatDoNotGoTogether() {
    invalidTags(
        r -> r.tags(tag("team", "a"), tag("TEAM", "b")),
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    invalidTags(
        r -> r.tags(tag("team", "a")).transitiveTagKeys("project"),
        "The specified transitive tag key must be included in the requested tags.");
    invalidTags(r -> r.tags(tag("aws:team", "a")), "Tag keys must not begin with aws:.");
    validation(
        () -> assume("ByAccount", r -> r.tags(tag("te|am", "a"))),
        "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    validation(
        () -> assume("ByAccount", r -> r.tags(tag("team", "a".repeat(257)))),
        "Member must have length less than or equal to 256");
  }

  @Test
  void transitiveTagsGoOn() {
    Credentials first =
        assume(
                "ByAccount",
                r -> r.tags(tag("team", "blue"), tag("cost", "12")).transitiveTagKeys("Team"))
            .credentials();
    try (StsClient chained = client(first)) {
      AssumeRoleResponse second = assume(chained, "ByRole", r -> {});
      // Of team=blue alone: 8 of 460 bytes.
      assertThat(second.packedPolicySize()).isEqualTo(2);
      refused(
          () -> assume(chained, "ByRole", r -> r.tags(tag("TEAM", "red"))),
          400,
          "InvalidParameterValue",
          "One of the specified transitive tag keys can't be set because it conflicts with a"
              + " transitive tag key from the calling session.");
      // BySession trusts this session, but allows no tags, which it would inherit.
    }
    Credentials deploy =
        assume(
                "ByAccount",
                r ->
                    r.roleSessionName("deploy").tags(tag("team", "blue")).transitiveTagKeys("team"))
            .credentials();
    try (StsClient chained = client(deploy)) {
      notAuthorized(
          () -> assume(chained, "BySession", r -> {}),
          SESSIONS + "ByAccount/deploy",
          "sts:TagSession",
          "BySession");
    }
  }

  @Test
  void tagsOfTheCallerCountInConditions() {
    Credentials red = assume("ByAccount", r -> r.tags(tag("team", "red"))).credentials();
    try (StsClient chained = client(red)) {
      notAuthorized(
          () -> assume(chained, "ByRole", r -> {}),
          SESSIONS + "ByAccount/keycloak-1",
          "sts:AssumeRole",
          "ByRole");
    }
  }

  @Test
  void theSourceIdentityStays() {
    AssumeRoleResponse first = assume("ByAccount", r -> r.sourceIdentity("alice"));
    assertThat(first.sourceIdentity()).isEqualTo("alice");
    try (StsClient chained = client(first.credentials())) {
      assertThat(assume(chained, "ByRole", r -> {}).sourceIdentity()).isEqualTo("alice");
      assertThat(assume(chained, "ByRole", r -> r.sourceIdentity("alice"))).isNotNull();
      notAuthorized(
          () -> assume(chained, "ByRole", r -> r.sourceIdentity("mallory")),
          SESSIONS + "ByAccount/keycloak-1",
          "sts:SetSourceIdentity",
          "ByRole");
    }
    notAuthorized(
        () -> assume("ByUser", r -> r.externalId("tenant-1").sourceIdentity("alice")),
        "arn:aws:iam::123456789012:user/keycloak",
        "sts:SetSourceIdentity",
        "ByUser");
  }

  @Test
  void knowsNoDevicesAndNoContextProviders() {
    ProvidedContext context =
        ProvidedContext.builder()
            .providerArn("arn:aws:iam::aws:contextProvider/IdentityCenter")
            .contextAssertion("abcd")
            .build();
    refused(
        () ->
            assume(
                "ByAccount",
                r -> r.serialNumber("arn:aws:iam::123456789012:mfa/a").tokenCode("123456")),
        403,
        "AccessDenied",
        "MultiFactorAuthentication failed with invalid MFA one time pass code.");
    validation(
        () -> assume("ByAccount", r -> r.providedContexts(context)),
        "The local Cognito has no context providers.");
  }

  @Test
  void mustBeSigned() {
    var response =
        Raw.form(
                SERVER.endpoint(),
                "Action=AssumeRole&Version=2011-06-15&RoleSessionName=ab&RoleArn="
                    + ROLES
                    + "ByAccount")
            .send();
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"us-east-1", "eu-south-2", "ap-southeast-5", "us-gov-west-1", "aws-global"})
  void takesEveryRegion(String region) {
    try (StsClient client =
        StsClient.builder()
            .endpointOverride(SERVER.endpoint())
            .region(Region.of(region))
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      assertThat(assume(client, "ByAccount", r -> {})).isNotNull();
      assertThat(client.getCallerIdentity().account()).isEqualTo("123456789012");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetSessionToken",
        "GetFederationToken",
        "GetAccessKeyInfo",
        "DecodeAuthorizationMessage",
        "AssumeRoleWithSAML",
        "AssumeRoot",
        "Nonsense"
      })
  void saysWhatItDoesNotOffer(String operation) {
    var response =
        Raw.form(SERVER.endpoint(), "Action=" + operation + "&Version=2011-06-15")
            .signed(Cognito.KEY, "sts")
            .send();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("<Code>InvalidAction</Code>").contains(operation);
  }

  private static void invalidTags(Consumer<AssumeRoleRequest.Builder> request, String message) {
    refused(() -> assume("ByAccount", request), 400, "InvalidParameterValue", message);
  }

  private static void validation(ThrowingCallable call, String message) {
    refused(call, 400, "ValidationError", message);
  }

  private static void notAuthorized(
      ThrowingCallable call, String caller, String action, String role) {
    refused(
        call,
        403,
        "AccessDenied",
        "User: "
            + caller
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + ROLES
            + role);
  }

  private static void refused(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).contains(message);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
            });
  }
}
