package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.sts.StsClient;

class LocalCognitoTest {
  private static final String DEMO_POOL = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  @Test
  void servesTheDemoData() {
    try (LocalCognito demo = LocalCognito.start(LocalCognitoOptions.defaults());
        CognitoIdentityClient client =
            CognitoIdentityClient.builder()
                .endpointOverride(demo.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      var token =
          client.getOpenIdTokenForDeveloperIdentity(
              r -> r.identityPoolId(DEMO_POOL).logins(Map.of("login.keycloak.demo", "alice")));
      var credentials =
          client.getCredentialsForIdentity(
              r -> r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())));
      assertThat(credentials.credentials().accessKeyId()).startsWith("ASIA");
    }
  }

  @Test
  void letsTheServerTakeItsRoleByWebIdentity() {
    try (LocalCognito demo = LocalCognito.start(LocalCognitoOptions.defaults());
        StsClient sts =
            StsClient.builder()
                .endpointOverride(demo.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      String token =
          demo.mint(
              "https://oidc.eks.local/id/DEMO",
              "system:serviceaccount:keycloak:keycloak",
              "sts.amazonaws.com",
              Duration.ofHours(1));
      var response =
          sts.assumeRoleWithWebIdentity(
              r ->
                  r.roleArn("arn:aws:iam::123456789012:role/KeycloakServer")
                      .roleSessionName("keycloak")
                      .webIdentityToken(token));
      assertThat(response.assumedRoleUser().arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/KeycloakServer/keycloak");
    }
  }

  @Test
  void saysThatThePortIsTaken() {
    try (LocalCognito first = LocalCognito.start(LocalCognitoOptions.defaults())) {
      LocalCognitoOptions same = LocalCognitoOptions.defaults().withPort(first.port());
      assertThatThrownBy(() -> LocalCognito.start(same))
          .isInstanceOf(PortInUseException.class)
          .hasMessage("port " + first.port() + " is already in use (--port chooses another)");
      assertThat(run("--port", Integer.toString(first.port())))
          .contains("local-cognito: port " + first.port() + " is already in use");
    }
  }

  @Test
  void freesItsPort() {
    LocalCognito first = LocalCognito.start(LocalCognitoOptions.defaults());
    first.close();
    try (LocalCognito second =
        LocalCognito.start(LocalCognitoOptions.defaults().withPort(first.port()))) {
      assertThat(second.endpoint()).isEqualTo(first.endpoint());
    }
  }

  @Test
  void aWildcardAddressIsReachedLocally() {
    try (LocalCognito open =
        LocalCognito.start(LocalCognitoOptions.defaults().withHost("0.0.0.0"))) {
      assertThat(open.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + open.port()));
    }
  }

  @Test
  void explainsItself() {
    assertThat(run("--help"))
        .contains("--port")
        .contains("4566")
        .contains("--seed=FILE")
        .contains("--no-quotas");
    assertThat(run("--seed", Path.of("no", "such.json").toString()))
        .contains("such.json: cannot be read");
  }

  private static String run(String... args) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text, true);
    LocalCognitoMain.commandLine().setOut(writer).setErr(writer).execute(args);
    return text.toString();
  }
}
