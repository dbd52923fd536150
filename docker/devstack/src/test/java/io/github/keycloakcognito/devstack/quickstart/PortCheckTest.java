package io.github.keycloakcognito.devstack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.keycloak.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortCheckTest {
  @Test
  void freePortsPass() {
    assertThatCode(() -> PortCheck.requireFree(environment(Ports.free(3))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEYCLOAK_PORT", "COGNITO_PORT", "KEYCLOAK_MANAGEMENT_PORT"})
  void aTakenPortIsNamedWithItsVariable(String variable) throws IOException {
    Map<String, String> environment = environment(Ports.free(3));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put(variable, Integer.toString(taken.getLocalPort()));
      assertThatThrownBy(() -> PortCheck.requireFree(environment))
          .hasMessage(
              "port "
                  + taken.getLocalPort()
                  + " is taken by another process; set "
                  + variable
                  + " to use another");
    }
  }

  @Test
  void onePortCannotServeBoth() {
    int port = Ports.free(1).get(0);
    assertThatThrownBy(() -> PortCheck.requireFree(environment(List.of(port, port, port + 1))))
        .hasMessageContaining("KEYCLOAK_PORT and COGNITO_PORT are both " + port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "999999999999", "-1", "x", " 80"})
  void whatIsNoPortIsRefused(String value) {
    assertThatThrownBy(() -> PortCheck.port(Map.of("COGNITO_PORT", value), "COGNITO_PORT", 4566))
        .hasMessage("COGNITO_PORT is not a port number from 1 to 65535: " + value);
  }

  @Test
  void emptyMeansTheStandardPort() {
    assertThat(PortCheck.port(Map.of("COGNITO_PORT", ""), "COGNITO_PORT", 4566)).isEqualTo(4566);
    assertThat(PortCheck.port(Map.of(), "COGNITO_PORT", 4566)).isEqualTo(4566);
  }

  private static Map<String, String> environment(List<Integer> ports) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KEYCLOAK_PORT", ports.get(0).toString());
    environment.put("COGNITO_PORT", ports.get(1).toString());
    environment.put("KEYCLOAK_MANAGEMENT_PORT", ports.get(2).toString());
    return environment;
  }
}
