package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.sts.StsClient;

@ExtendWith(StackExtension.class)
@DisplayName("The AWS SDK for Java takes credentials")
class JavaClientsIT {

  private static final String URI_SETTING =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
  private static final String TOKEN_SETTING =
      SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property();

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
  }

  @AfterEach
  void clearSettings() {
    System.clearProperty(URI_SETTING);
    System.clearProperty(TOKEN_SETTING);
  }

  @Test
  @DisplayName("from the container-credentials endpoint")
  void container() {
    for (String authorization : List.of("Bearer %s", "%s")) {
      System.setProperty(URI_SETTING, realm.door("/credentials").toString());
      System.setProperty(TOKEN_SETTING, authorization.formatted(realm.accessToken("alice", "app")));
      try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
        assertCallerIdentity(provider);
      }
    }
  }

  @Test
  @DisplayName("from it, and shows our sentence when refused")
  void refused() {
    System.setProperty(URI_SETTING, realm.door("/credentials").toString());
    System.setProperty(TOKEN_SETTING, realm.accessToken("alice", "other"));
    try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
      assertThatThrownBy(provider::resolveCredentials)
          .isInstanceOf(SdkClientException.class)
          .hasStackTraceContaining("This client is not allowed for the identity pool.");
    }
  }

  @Test
  @DisplayName("from a process")
  void process(@TempDir Path directory) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), realm.accessToken("alice", "app"));
    try (ProcessCredentialsProvider provider =
        ProcessCredentialsProvider.builder()
            .command(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    Path.of("target", "test-classes").toAbsolutePath().toString(),
                    CredentialProcess.class.getName(),
                    realm.door("/credentials").toString(),
                    token.toString()))
            .build()) {
      assertCallerIdentity(provider);
    }
  }

  @Test
  @DisplayName("from Cognito itself, with the ready-made Logins")
  void logins() {
    Answer answer = realm.exchange(realm.accessToken("alice", "app"));
    String login = "cognito-identity.amazonaws.com";
    try (CognitoIdentityClient cognito =
        CognitoIdentityClient.builder()
            .region(Region.of(answer.text("Region")))
            .endpointOverride(stack.cognito().endpoint())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      Credentials credentials =
          cognito
              .getCredentialsForIdentity(
                  r ->
                      r.identityId(answer.text("IdentityId"))
                          .logins(Map.of(login, answer.json().at("/Logins/" + login).asText())))
              .credentials();
      assertCallerIdentity(
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create(
                  credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken())));
    }
  }

  private void assertCallerIdentity(AwsCredentialsProvider provider) {
    URI sts = stack.cognito().endpoint();
    try (StsClient client =
        StsClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(sts)
            .credentialsProvider(provider)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      assertThat(client.getCallerIdentity().arn())
          .isEqualTo(
              "arn:aws:sts::123456789012:assumed-role/KeycloakCognitoAuthenticated/"
                  + "CognitoIdentityCredentials");
    }
  }
}
