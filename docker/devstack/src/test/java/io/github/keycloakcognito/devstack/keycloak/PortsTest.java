package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void aListenerOnAnyAddressTakesThePort() throws IOException {
    try (ServerSocket local = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket all = new ServerSocket(0)) {
      assertThat(Ports.isFree(local.getLocalPort())).isFalse();
      assertThat(Ports.isFree(all.getLocalPort())).isFalse();
    }
  }

  @Test
  void freePortsAreFreeAndDifferent() {
    assertThat(Ports.free(5)).hasSize(5).doesNotHaveDuplicates().allMatch(Ports::isFree);
  }
}
