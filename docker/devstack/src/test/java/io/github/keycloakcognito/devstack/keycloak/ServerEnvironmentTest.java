package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerEnvironmentTest {
  private static final Map<String, String> OWN =
      Map.of("PATH", "/bin", "AWS_PROFILE", "mine", "KC_DB", "postgres", "KC_DEBUG", "true");

  @Test
  void aDevelopersOwnSettingsStayOut() {
    assertThat(
            ServerEnvironment.forServer(
                OWN, Map.of("AWS_REGION", "eu-west-1"), Path.of("/jdk"), List.of("-Xa", "-Xb")))
        .containsOnly(
            Map.entry("PATH", "/bin"),
            Map.entry("KC_DEBUG", "true"),
            Map.entry("JAVA_HOME", "/jdk"),
            Map.entry("JAVA_OPTS_APPEND", "-Xa -Xb"),
            Map.entry("AWS_REGION", "eu-west-1"));
  }

  @Test
  void aBuildIsNotDebugged() {
    assertThat(ServerEnvironment.forBuild(OWN, Path.of("/jdk")))
        .containsOnlyKeys("PATH", "JAVA_HOME", "JAVA_OPTS_APPEND");
  }
}
