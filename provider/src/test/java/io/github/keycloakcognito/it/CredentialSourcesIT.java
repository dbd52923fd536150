package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakException;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of its own, one after the other in one home; that of the other tests has static keys. */
@DisplayName("Keycloak's own AWS credentials")
class CredentialSourcesIT {

  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";

  private static LocalCognito cognito;

  @BeforeAll
  static void start() {
    cognito = LocalCognito.start(LocalCognitoOptions.defaults());
  }

  @AfterAll
  static void stop() {
    cognito.close();
  }

  @Test
  @DisplayName("come from a profile")
  void profile(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("credentials"),
            """
            [keycloak]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
            """);

    assertIssues(
        server().env("AWS_PROFILE", "keycloak").env("AWS_SHARED_CREDENTIALS_FILE", file.toString()),
        "profile");
  }

  @Test
  @DisplayName("come from a web identity")
  void webIdentity(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("token"),
            cognito.mint(
                "https://oidc.eks.local/id/DEMO",
                "system:serviceaccount:keycloak:keycloak",
                "sts.amazonaws.com",
                Duration.ofHours(1)));
    cognito.resetCalls();

    assertIssues(
        server()
            .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/KeycloakServer")
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", file.toString()),
        "web id");
    assertThat(cognito.calls()).containsKey("AssumeRoleWithWebIdentity");
  }

  @Test
  @DisplayName("are missed in words that help")
  void none() {
    try (KeycloakServer keycloak = server().start()) {
      TestRealm realm = TestRealm.in(keycloak.url(), "it-1");

      Answer answer = realm.exchange(realm.accessToken("alice", "app"));

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.text("error")).isEqualTo("aws_misconfigured");
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(Files.readString(keycloak.log()))
                      .contains("Remedy: give Keycloak AWS credentials"));
    }
  }

  @Test
  @DisplayName("do not matter when a server option is wrong: Keycloak stops and names the option")
  void wrongOption() {
    KeycloakServerBuilder wrong =
        server().option("spi-realm-restapi-extension--cognito--call-timeout-millis", "soon");

    assertThatThrownBy(wrong::start)
        .isInstanceOf(KeycloakException.class)
        .hasMessageContaining(
            "--spi-realm-restapi-extension--cognito--call-timeout-millis=soon: must be a whole"
                + " number");
  }

  private static KeycloakServerBuilder server() {
    return server(cognito);
  }

  /** In a home of its own. */
  static KeycloakServerBuilder server(LocalCognito cognito) {
    return Stack.server(Stack.directory().resolve("keycloak-credentials"), cognito);
  }

  private static void assertIssues(KeycloakServerBuilder server, String kind) {
    try (KeycloakServer keycloak = server.start()) {
      TestRealm realm = TestRealm.in(keycloak.url(), "it-1");

      assertThat(realm.credentials(realm.accessToken("alice", "app")).status()).isEqualTo(200);
      assertThat(cognito.calls()).containsKey(TOKEN);
      Awaitility.await()
          .untilAsserted(() -> assertThat(credentialsKind(realm)).containsIgnoringCase(kind));
    }
  }

  private static String credentialsKind(TestRealm realm) {
    return realm
        .admin()
        .call("GET", "/serverinfo", Map.of())
        .json()
        .at("/providers/realm-restapi-extension/providers/cognito/operationalInfo/AWS credentials")
        .asText();
  }
}
