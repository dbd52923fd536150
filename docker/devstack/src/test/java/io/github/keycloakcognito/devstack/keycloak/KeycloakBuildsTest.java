package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakBuildsTest {
  @TempDir Path folder;
  private int builds;

  @Test
  void givesAnotherHomeWhatOneBuilt() throws IOException {
    ensure("jar 1", home("a"));
    KeycloakHome other = home("b");
    Files.writeString(other.built().resolve("left-over.jar"), "old");

    ensure("jar 1", other);

    assertThat(builds).isEqualTo(1);
    assertThat(other.built().resolve("built.jar")).hasContent("build 1");
    assertThat(other.built()).isDirectoryNotContaining("glob:**/left-over.jar");
  }

  @Test
  void buildsForOtherJarsAndKeepsTheLastOnly() throws IOException {
    KeycloakHome home = home("a");
    ensure("jar 1", home);
    ensure("jar 2", home);
    assertThat(home.built().resolve("built.jar")).hasContent("build 2");

    ensure("jar 2", home);
    assertThat(builds).isEqualTo(2);

    ensure("jar 1", home);
    assertThat(builds).isEqualTo(3);
    assertThat(home.built().resolve("built.jar")).hasContent("build 3");
  }

  @Test
  void keepsNothingOfABuildThatFailed() throws IOException {
    KeycloakHome home = home("a");
    assertThatThrownBy(
            () ->
                builds()
                    .ensure(
                        "jar 1",
                        home,
                        () -> {
                          throw new KeycloakException("`kc.sh build` failed");
                        }))
        .isInstanceOf(KeycloakException.class);

    ensure("jar 1", home);

    assertThat(builds).isEqualTo(1);
  }

  private void ensure(String fingerprint, KeycloakHome home) throws IOException {
    builds().ensure(fingerprint, home, () -> build(home));
  }

  private void build(KeycloakHome home) {
    builds++;
    try {
      Files.writeString(home.built().resolve("built.jar"), "build " + builds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeycloakBuilds builds() {
    return new KeycloakBuilds(folder.resolve("kind"));
  }

  private KeycloakHome home(String name) throws IOException {
    KeycloakHome home = new KeycloakHome(folder.resolve(name));
    Files.createDirectories(home.built());
    return home;
  }
}
