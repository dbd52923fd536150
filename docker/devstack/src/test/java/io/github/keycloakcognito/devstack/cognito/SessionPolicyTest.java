package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class SessionPolicyTest {
  /** 101 of the 2,048 characters that policies may have. */
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Stmt1\",\"Effect\":\"Allow\","
          + "\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

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

  private static AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> more) {
    return sts.assumeRole(
        r ->
            more.accept(
                r.roleArn("arn:aws:iam::123456789012:role/ByAccount").roleSessionName("ab")));
  }

  private static AssumeRoleWithWebIdentityResponse assume(
      GetOpenIdTokenForDeveloperIdentityResponse token,
      Consumer<AssumeRoleWithWebIdentityRequest.Builder> more) {
    return sts.assumeRoleWithWebIdentity(
        r ->
            more.accept(
                r.roleArn(Cognito.AUTHENTICATED)
                    .roleSessionName("ab")
                    .webIdentityToken(token.token())));
  }

  private static GetOpenIdTokenForDeveloperIdentityResponse token(Map<String, String> tags) {
    return SERVER.token(Cognito.newUser(), r -> r.principalTags(tags));
  }

  private static PolicyDescriptorType arn(String arn) {
    return PolicyDescriptorType.builder().arn(arn).build();
  }

  @Test
  void sizesPolicies() {
    assertThat(assume(r -> r.policy(POLICY)).packedPolicySize()).isEqualTo(5);
    assertThat(assume(token(Map.of()), r -> r.policy(POLICY)).packedPolicySize()).isEqualTo(5);
    assertThat(assume(token(Map.of()), r -> {}).packedPolicySize()).isNull();
    // And 44 of 2,048 for the ARN, and 46 of 460 for the tag.
    assertThat(
            assume(
                    token(Map.of("team", "b".repeat(42))),
                    r ->
                        r.policy(POLICY)
                            .policyArns(arn("arn:aws:iam::aws:policy/ReadOnlyAccess-xxxxxx")))
                .packedPolicySize())
        .isEqualTo(18);
  }

  @Test
  void limitsPolicies() {
    String wide = POLICY.replace("\"*\"", "\"" + "x".repeat(1_940) + "\"");
    assertThat(assume(r -> r.policy(wide)).packedPolicySize()).isEqualTo(100);
    String tooWide = POLICY.replace("\"*\"", "\"" + "x".repeat(2_000) + "\"");
    assertThatThrownBy(() -> assume(r -> r.policy(tooWide)))
        .isInstanceOf(PackedPolicyTooLargeException.class)
        .hasMessageContaining(
            "Packed policy consumes 103% of allotted space, please use smaller policy.");
    assertThatThrownBy(
            () ->
                assume(
                    r ->
                        r.policy(wide)
                            .policyArns(arn("arn:aws:iam::123456789012:policy/" + "y".repeat(64)))))
        .isInstanceOf(PackedPolicyTooLargeException.class);
    validation(
        () -> assume(token(Map.of()), r -> r.policy(tooWide)),
        "Member must have length less than or equal to 2048");
    validation(
        () ->
            assume(
                r ->
                    r.policyArns(
                        Collections.nCopies(11, arn("arn:aws:iam::aws:policy/ReadOnlyAccess")))),
        "at 'policyArns' failed to satisfy constraint: Member must have length less than or equal"
            + " to 10");
  }

  @Test
  void limitsTags() {
    Map<String, String> most =
        Map.of("k".repeat(100), "v".repeat(130), "l".repeat(100), "w".repeat(130));
    GetOpenIdTokenForDeveloperIdentityResponse full = token(most);
    assertThat(assume(full, r -> {}).packedPolicySize()).isEqualTo(100);
    assertThat(credentials(full)).isNotNull();

    GetOpenIdTokenForDeveloperIdentityResponse over =
        token(Map.of("k".repeat(128), "v".repeat(256), "l", "w".repeat(249)));
    assertThatThrownBy(() -> assume(over, r -> {}))
        .isInstanceOf(PackedPolicyTooLargeException.class)
        .hasMessageContaining("Packed size of session tags consumes 138% of allotted space.");
    assertThatThrownBy(() -> credentials(over))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class)
        .hasMessageContaining(
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    assertThatThrownBy(
            () ->
                assume(
                    r ->
                        r.tags(
                            Tag.builder().key("a").value("v".repeat(256)).build(),
                            Tag.builder().key("b").value("v".repeat(256)).build())))
        .isInstanceOf(PackedPolicyTooLargeException.class)
        .hasMessageContaining("Packed size of session tags consumes 112% of allotted space.");
  }

  @Test
  void mayCountCompressed(@TempDir Path dir) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode seed = (ObjectNode) json.readTree(Cognito.testSeed().toFile());
    seed.putObject("assumptions").put("packedPolicySize", "deflated").put("providerId", "ignored");
    Path file = Files.write(dir.resolve("seed.json"), json.writeValueAsBytes(seed));
    try (LocalCognito other =
        LocalCognito.start(LocalCognitoOptions.defaults().withSeed(file).withQuotas(false))) {
      String form =
          "Action=AssumeRole&Version=2011-06-15&RoleSessionName=ab"
              + "&RoleArn=arn:aws:iam::123456789012:role/ByAccount"
              + "&Tags.member.1.Key=a&Tags.member.1.Value="
              + "v".repeat(256)
              + "&Tags.member.2.Key=b&Tags.member.2.Value="
              + "v".repeat(256);
      assertThat(Raw.form(other.endpoint(), form).signed(Cognito.KEY, "sts").send().body())
          .containsPattern("<PackedPolicySize>[1-9]</PackedPolicySize>");
      String token =
          other.mint(Cognito.ISSUER, "keycloak", "sts.amazonaws.com", Duration.ofHours(1));
      assertThat(
              Raw.form(
                      other.endpoint(),
                      "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=ab"
                          + "&RoleArn=arn:aws:iam::123456789012:role/Server"
                          + "&ProviderId=oidc.test&WebIdentityToken="
                          + token)
                  .send()
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {|This policy contains invalid Json
          nonsense|This policy contains invalid Json
          {}{}|This policy contains invalid Json
          []|Syntax errors in policy.
          "text"|Syntax errors in policy.
          {}|Syntax errors in policy.
          {"Version":"2013-01-01","Statement":[]}|Syntax errors in policy.
          {"Statement":"all"}|Syntax errors in policy.
          {"Statement":[1]}|Syntax errors in policy.
          {"Statement":{"Effect":"Maybe","Action":"*","Resource":"*"}}|Syntax errors in policy.
          {"Statement":{"Action":"*","Resource":"*"}}|Syntax errors in policy.
          {"Statement":{"Effect":"Allow","Resource":"*"}}|Policy statement must contain actions.
          {"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}|Policy statement must contain actions.
          {"Statement":{"Effect":"Allow","Action":"*"}}|Policy statement must contain resources.
          {"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}|Policy document should not specify a principal.
          """)
  void refusesWhatIsNoPolicy(String policy, String message) {
    assertThatThrownBy(() -> assume(r -> r.policy(policy)))
        .isInstanceOfSatisfying(
            MalformedPolicyDocumentException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicyDocument");
              assertThat(e.statusCode()).isEqualTo(400);
            });
    assertThatThrownBy(() -> assume(token(Map.of()), r -> r.policy(policy)))
        .isInstanceOf(MalformedPolicyDocumentException.class);
  }

  @Test
  void takesOtherFormsOfPolicies() {
    assertThat(
            assume(
                r ->
                    r.policy(
                        "{\"Statement\":{\"Effect\":\"Deny\",\"NotAction\":[\"s3:*\"],"
                            + "\"NotResource\":[\"*\"]}}")))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess,true",
    "arn:aws:iam::123456789012:policy/Mine,true",
    "arn:aws:iam::999999999999:policy/Theirs,false",
    "arn:aws:iam::123456789012:role/NoPolicy,false",
    "nonsense nonsense nonsense,false",
  })
  void managedPoliciesAreOfTheRolesAccount(String arn, boolean fits) {
    if (fits) {
      assertThat(assume(r -> r.policyArns(arn(arn))).packedPolicySize()).isPositive();
      assertThat(assume(token(Map.of()), r -> r.policyArns(arn(arn)))).isNotNull();
    } else {
      validation(() -> assume(r -> r.policyArns(arn(arn))), "ARN " + arn + " is not valid.");
      validation(() -> assume(token(Map.of()), r -> r.policyArns(arn(arn))), "is not valid.");
    }
  }

  @Test
  void takesNoProviderIdWithAJwt() {
    validation(() -> assume(token(Map.of()), r -> r.providerId("www.amazon.com")), "ProviderId");
    validation(
        () -> assume(token(Map.of()), r -> r.providerId("abc")),
        "Value 'abc' at 'providerId' failed to satisfy constraint");
  }

  @Test
  void saysWhatIsNoRoleArn() {
    validation(
        () -> assume(token(Map.of()), r -> r.roleArn("arn:aws:iam::12:user/somebody")),
        "Request ARN is invalid");
  }

  @Test
  void rolesOfOtherAccountsMustNamePoolAndLogin() {
    String foreign = "arn:aws:iam::999999999999:role/Foreign";
    assertThat(assume(token(Map.of()), r -> r.roleArn(foreign)).assumedRoleUser().arn())
        .startsWith("arn:aws:sts::999999999999:assumed-role/Foreign/");
    assertThatThrownBy(() -> assume(token(Map.of()), r -> r.roleArn(foreign + "OfPoolOnly")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Not authorized to perform sts:AssumeRoleWithWebIdentity");
            });
  }

  @Test
  void theEnhancedFlowKeepsToTheAccountOfThePool() {
    GetOpenIdTokenForDeveloperIdentityResponse token =
        SERVER.token(
            Cognito.newUser(),
            r -> r.identityPoolId("eu-west-1:00000000-0000-4000-8000-000000000071"));
    assertThatThrownBy(() -> credentials(token))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
  }

  private static Object credentials(GetOpenIdTokenForDeveloperIdentityResponse token) {
    return SERVER
        .client()
        .getCredentialsForIdentity(
            r -> r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())))
        .credentials();
  }

  private static void validation(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).contains(message);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.statusCode()).isEqualTo(400);
            });
  }
}
