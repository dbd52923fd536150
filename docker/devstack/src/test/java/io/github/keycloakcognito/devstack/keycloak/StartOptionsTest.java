package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StartOptionsTest {
  @Test
  void plainHttpFixesTheHostname() {
    assertThat(new StartOptions(new ServerPorts(81, 0, 82), Map.of()).all())
        .containsEntry("hostname", "http://localhost:81")
        .containsEntry("http-port", "81")
        .containsEntry("http-management-port", "82")
        .doesNotContainKey("https-port");
  }

  @Test
  void bothSchemesLeaveItToTheRequestAndKeepManagementPlain() {
    assertThat(new StartOptions(new ServerPorts(81, 83, 82), Map.of()).all())
        .containsEntry("hostname-strict", "false")
        .containsEntry("http-management-scheme", "http")
        .containsEntry("https-port", "83")
        .doesNotContainKey("hostname");
  }

  @Test
  void theCallersHostnameWins() {
    assertThat(
            new StartOptions(new ServerPorts(81, 0, 82), Map.of("hostname-strict", "false")).all())
        .doesNotContainKey("hostname");
  }
}
