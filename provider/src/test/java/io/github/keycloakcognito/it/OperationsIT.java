package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("An operator finds")
class OperationsIT {

  private static final long MOST_BYTES = 8_000_000;

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
  }

  @Test
  @DisplayName("counters and timers at /metrics")
  void metrics() {
    realm.credentials(realm.accessToken("alice", "app"));
    realm.credentials(realm.accessToken("alice", "app"));
    realm.credentials("no.access.token");

    String metrics =
        realm
            .http()
            .send(Http.request(URI.create(stack.keycloak().managementUrl() + "/metrics")))
            .body();

    assertThat(metrics)
        .containsPattern(
            "keycloak_cognito_exchanges_total\\{door=\"credentials\",result=\"issued\"\\} \\d")
        .containsPattern(
            "keycloak_cognito_exchanges_total\\{door=\"credentials\",result=\"invalid_token\"\\}"
                + " \\d")
        .containsPattern("keycloak_cognito_cache_lookups_total\\{result=\"hit\"\\} \\d")
        .containsPattern(
            "keycloak_cognito_aws_calls_seconds_count\\{operation=\"GetCredentialsForIdentity\","
                + "outcome=\"ok\"\\} \\d");
  }

  @Test
  @DisplayName("the state of the extension on the Server-info page")
  void serverInfo() {
    var info =
        realm
            .admin()
            .get("/serverinfo")
            .at("/providers/realm-restapi-extension/providers/cognito/operationalInfo");

    assertThat(info.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(info.path("AWS credentials").asText()).isEqualTo("env vars");
    assertThat(info.path("Cognito endpoint").asText())
        .isEqualTo(stack.cognito().endpoint().toString());
    assertThat(info.toString()).doesNotContain("AKIA", "wJalr");
  }

  @Test
  @DisplayName("no secret in the log")
  void log() throws IOException {
    String access = realm.accessToken("bob", "app");
    Answer credentials = realm.credentials(access);
    Answer token = realm.exchange(access);
    String refused = realm.accessToken("bob", "other");
    realm.exchange(refused);

    assertThat(stack.log("TOKEN_EXCHANGE_ERROR"))
        .doesNotContain(
            access,
            refused,
            credentials.text("SecretAccessKey"),
            credentials.text("Token"),
            token.text("Token"),
            "wJalrXUtnFEMI");
  }

  @Test
  @DisplayName("a JAR that is small and brings nothing that could clash with Keycloak")
  void jar() throws IOException {
    Path path = Path.of(System.getProperty("provider.jar"));
    assertThat(Files.size(path)).isLessThanOrEqualTo(MOST_BYTES);
    try (JarFile jar = new JarFile(path.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains("io/github/keycloakcognito/Cognito.class", "META-INF/beans.xml")
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("io/github/keycloakcognito/"));
      assertThat(names)
          .filteredOn(name -> name.startsWith("META-INF/services/"))
          .allMatch(
              name ->
                  name.equals("META-INF/services/")
                      || name.contains("keycloakcognito")
                      || name.startsWith("META-INF/services/org.keycloak."));
    }
  }
}
