package io.github.keycloakcognito.devstack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report =
      new Report(
          URI.create("http://localhost:8081"),
          URI.create("http://127.0.0.1:4567"),
          new Demonstration.Result("eu-west-1:id", "arn:aws:sts::1:x", "2026-11-22T00:00:00Z"));

  @Test
  void theLastLineIsOneObjectWithTheDocumentedMembers() throws IOException {
    JsonNode line = new ObjectMapper().readTree(report.json());

    assertThat(report.json()).doesNotContain("\n");
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "keycloak",
            "realm",
            "client",
            "cognito",
            "identityPoolId",
            "identityId",
            "arn",
            "expiration");
    assertThat(line.get("keycloak").asText()).isEqualTo("http://localhost:8081");
    assertThat(line.get("arn").asText()).isEqualTo("arn:aws:sts::1:x");
  }

  @Test
  void theCommandsGoToThePortsInUse() {
    assertThat(report.summary())
        .contains("http://localhost:8081/realms/demo/cognito/credentials")
        .contains("--endpoint-url http://127.0.0.1:4567")
        .contains("http://localhost:8081/realms/demo/account/")
        .doesNotContain("%s");
  }
}
