package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** The demo's pool reports, which is in another account than its other pool and its key. */
class PoolOfAnotherAccountTest {
  private static final String POOL = "us-east-1:0b7f3c52-6d1e-4a8f-b3c9-2e5d7a94c610";
  private static final String ROLES = "arn:aws:iam::210987654321:role/";

  @AutoClose private final LocalCognito server = LocalCognito.start(LocalCognitoOptions.defaults());

  @Test
  void isNotFoundWithKeyOfTheOtherAccount() {
    assertThatThrownBy(() -> token(Cognito.KEY))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + POOL + "' not found.");
  }

  @Test
  void givesRolesOfItsOwnAccountByBothFlows() {
    GetOpenIdTokenForDeveloperIdentityResponse issued = token(developerProvider());

    try (CognitoIdentityClient anybody = cognito(Cognito.KEY);
        StsClient sts = sts(Cognito.KEY)) {
      Credentials enhanced =
          anybody
              .getCredentialsForIdentity(
                  r ->
                      r.identityId(issued.identityId())
                          .logins(Map.of(Cognito.COGNITO, issued.token())))
              .credentials();
      assertThat(
              caller(
                  AwsSessionCredentials.create(
                      enhanced.accessKeyId(), enhanced.secretKey(), enhanced.sessionToken())))
          .startsWith("arn:aws:sts::210987654321:assumed-role/KeycloakCognitoAuthenticated/");
      assertThat(
              sts.assumeRoleWithWebIdentity(
                      r ->
                          r.roleArn(ROLES + "ReportViewer")
                              .roleSessionName("alice")
                              .webIdentityToken(issued.token()))
                  .assumedRoleUser()
                  .arn())
          .isEqualTo("arn:aws:sts::210987654321:assumed-role/ReportViewer/alice");
    }
  }

  private GetOpenIdTokenForDeveloperIdentityResponse token(AwsCredentials credentials) {
    try (CognitoIdentityClient client = cognito(credentials)) {
      return client.getOpenIdTokenForDeveloperIdentity(
          r -> r.identityPoolId(POOL).logins(Map.of("login.keycloak.demo", "alice")));
    }
  }

  private AwsCredentials developerProvider() {
    try (StsClient sts = sts(Cognito.KEY)) {
      var issued =
          sts.assumeRole(
                  r -> r.roleArn(ROLES + "KeycloakDeveloperProvider").roleSessionName("test"))
              .credentials();
      return AwsSessionCredentials.create(
          issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
  }

  private String caller(AwsCredentials credentials) {
    try (StsClient sts = sts(credentials)) {
      return sts.getCallerIdentity().arn();
    }
  }

  private CognitoIdentityClient cognito(AwsCredentials credentials) {
    return CognitoIdentityClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private StsClient sts(AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
