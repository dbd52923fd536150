package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.PolicySeed.GOOGLE;
import static io.github.keycloakcognito.devstack.cognito.PolicySeed.GUESTS;
import static io.github.keycloakcognito.devstack.cognito.PolicySeed.KEYCLOAK;
import static io.github.keycloakcognito.devstack.cognito.PolicySeed.KEYCLOAK_IN_A_POD;
import static io.github.keycloakcognito.devstack.cognito.PolicySeed.OTHER_POOL;
import static io.github.keycloakcognito.devstack.cognito.PolicySeed.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What the trust policies of docker/aws let happen, and what not. */
class AwsPoliciesTest {
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:keycloak:keycloak";

  private static LocalCognito aws;
  private static CognitoIdentityClient cognito;
  private static StsClient sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Path seed = Files.writeString(folder.resolve("seed.json"), PolicySeed.json());
    aws = LocalCognito.start(LocalCognitoOptions.defaults().withSeed(seed).withQuotas(false));
    cognito = Clients.cognito(aws.endpoint(), Cognito.KEY);
    sts =
        StsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    sts.close();
    cognito.close();
    aws.close();
  }

  @Test
  void usersGetCredentialsByBothFlows() {
    var token = token(Policies.POOL, Map.of());

    enhanced(token);
    assertThat(assume(USERS, token.token())).isEqualTo("Users");
  }

  @Test
  void usersMayHaveSessionTags() {
    var token = token(Policies.POOL, Map.of("team", "blue"));

    enhanced(token);
    assertThat(assume(USERS, token.token())).isEqualTo("Users");
  }

  @Test
  void usersOfAnotherPoolGetNothingEvenIfItNamesTheRole() {
    var token = token(OTHER_POOL, Map.of());

    assertThatThrownBy(() -> enhanced(token))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
    refused(() -> assume(USERS, token.token()));
  }

  @Test
  void guestsGetTheirRoleOnly() {
    String guest = cognito.getId(r -> r.identityPoolId(Policies.POOL)).identityId();
    String token = cognito.getOpenIdToken(r -> r.identityId(guest)).token();

    cognito.getCredentialsForIdentity(r -> r.identityId(guest));
    assertThat(assume(GUESTS, token)).isEqualTo("Guests");
    refused(() -> assume(USERS, token));
  }

  @Test
  void guestsOfAnotherPoolGetNothing() {
    String guest = cognito.getId(r -> r.identityPoolId(OTHER_POOL)).identityId();
    String token = cognito.getOpenIdToken(r -> r.identityId(guest)).token();

    assertThatThrownBy(() -> cognito.getCredentialsForIdentity(r -> r.identityId(guest)))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
    refused(() -> assume(GUESTS, token));
  }

  @Test
  void usersAreNoGuests() {
    refused(() -> assume(GUESTS, token(Policies.POOL, Map.of()).token()));
  }

  @Test
  void whoCameWithoutKeycloakIsNoUser() {
    Map<String, String> logins =
        Map.of(GOOGLE, aws.mint(GOOGLE, "1001", "google-app", Duration.ofMinutes(5)));
    String id = cognito.getId(r -> r.identityPoolId(Policies.POOL).logins(logins)).identityId();
    String token = cognito.getOpenIdToken(r -> r.identityId(id).logins(logins)).token();

    refused(() -> assume(USERS, token));
    refused(() -> assume(GUESTS, token));
  }

  @Test
  void keycloaksServiceAccountBecomesKeycloak() {
    String token = serviceAccount(SERVICE_ACCOUNT, "sts.amazonaws.com");

    assertThat(assume(KEYCLOAK, token)).isEqualTo("Keycloak");
    refused(() -> assume(USERS, token));
  }

  @ParameterizedTest
  @CsvSource({
    "system:serviceaccount:keycloak:default,sts.amazonaws.com",
    "system:serviceaccount:elsewhere:keycloak,sts.amazonaws.com",
    "system:serviceaccount:keycloak:keycloak2,sts.amazonaws.com",
    "system:serviceaccount:keycloak:keycloak,else"
  })
  void otherServiceAccountsDoNot(String subject, String audience) {
    refused(() -> assume(KEYCLOAK, serviceAccount(subject, audience)));
  }

  @Test
  void usersAndKeysOfTheAccountDoNotBecomeKeycloak() {
    String user = token(Policies.POOL, Map.of()).token();

    refused(() -> assume(KEYCLOAK, user));
    refused(() -> assume(KEYCLOAK_IN_A_POD, user));
    refused(() -> assume(KEYCLOAK_IN_A_POD, serviceAccount(SERVICE_ACCOUNT, "sts.amazonaws.com")));
    refused(() -> sts.assumeRole(r -> r.roleArn(KEYCLOAK).roleSessionName("somebody")));
    refused(() -> sts.assumeRole(r -> r.roleArn(KEYCLOAK_IN_A_POD).roleSessionName("somebody")));
  }

  private static GetOpenIdTokenForDeveloperIdentityResponse token(
      String pool, Map<String, String> tags) {
    return cognito.getOpenIdTokenForDeveloperIdentity(
        r ->
            r.identityPoolId(pool)
                .logins(Map.of(Policies.PROVIDER, UUID.randomUUID().toString()))
                .principalTags(tags.isEmpty() ? null : tags));
  }

  private static String serviceAccount(String subject, String audience) {
    return aws.mint("https://" + Policies.OIDC, subject, audience, Duration.ofHours(1));
  }

  private static void enhanced(GetOpenIdTokenForDeveloperIdentityResponse token) {
    assertThat(
            cognito
                .getCredentialsForIdentity(
                    r ->
                        r.identityId(token.identityId())
                            .logins(Map.of(Cognito.COGNITO, token.token())))
                .credentials()
                .accessKeyId())
        .startsWith("ASIA");
  }

  /** The name of the role that was taken. */
  private static String assume(String role, String token) {
    return sts.assumeRoleWithWebIdentity(
            r -> r.roleArn(role).roleSessionName("session").webIdentityToken(token))
        .assumedRoleUser()
        .arn()
        .split("/", 3)[1];
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StsException.class)
        .isNotInstanceOf(InvalidIdentityTokenException.class)
        .hasMessageContaining("ot authorized to perform");
  }
}
