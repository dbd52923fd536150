package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR as people run it. */
class LocalCognitoJarIT {
  private static final Path JAR = Path.of("target", "local-cognito.jar").toAbsolutePath();
  private static final String POOL = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  @TempDir private Path folder;

  private static List<String> command(String... options) {
    return Stream.concat(
            Stream.of(CognitoProcess.java(), "-jar", JAR.toString()), Stream.of(options))
        .toList();
  }

  private String output(String... options) throws IOException, InterruptedException {
    Path file = Files.createTempFile(folder, "out", "");
    Process process =
        new ProcessBuilder(command(options))
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    process.waitFor();
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @Test
  void servesTheDemoDataFromAnyFolder() {
    try (CognitoProcess running =
            CognitoProcess.run(
                command("--port", "0", "--state", folder.resolve("cognito.state").toString()));
        var client = Clients.cognito(running.endpoint(), Cognito.KEY)) {
      var token =
          client.getOpenIdTokenForDeveloperIdentity(
              r -> r.identityPoolId(POOL).logins(Map.of("login.keycloak.demo", "alice")));
      var credentials =
          client.getCredentialsForIdentity(
              r -> r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())));
      assertThat(credentials.credentials().accessKeyId()).startsWith("ASIA");
      assertThat(
              Raw.request(running.endpoint(), "GET", "/")
                  .header("accept", "text/html")
                  .send()
                  .body())
          .contains(token.identityId());
      assertThat(running.terminate()).isEqualTo(128 + 15);
    }
  }

  @Test
  void tellsItsVersionAndOptions() throws IOException, InterruptedException {
    assertThat(output("--version")).matches("local-cognito \\d+\\.\\d+\\.\\d+\\R");
    assertThat(output("--help"))
        .contains("--port", "--host", "--seed=FILE", "--state=FILE", "--no-quotas", "--version");
    assertThat(output("--seed", "no-such.json").lines())
        .containsExactly("local-cognito: no-such.json: cannot be read");
  }

  @Test
  void hasWhatItNeedsAndNoMore() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("META-INF/LICENSE", "META-INF/NOTICE", "demo-seed.json")
          .noneMatch(name -> name.startsWith("software/amazon/"))
          .noneMatch(name -> name.contains("devstack/keycloak/"))
          .noneMatch(name -> name.contains("devstack/quickstart/"));
    }
  }
}
