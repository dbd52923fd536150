package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

  @TempDir Path folder;
  private Path providers;
  private Path jar;

  @BeforeEach
  void setUp() throws IOException {
    providers = Files.createDirectory(folder.resolve("providers"));
    jar = Files.writeString(folder.resolve("a.jar"), "one");
  }

  @Test
  void holdsExactlyTheGivenFilesAndLeavesOtherEndings() throws IOException {
    Files.writeString(providers.resolve("old.jar"), "old");
    Files.writeString(providers.resolve("README.md"), "read me");

    Folders.fill(providers, List.of(jar), ".jar");

    assertThat(providers).isDirectoryNotContaining("glob:**/old.jar");
    assertThat(providers.resolve("README.md")).exists();
    assertThat(providers.resolve("a.jar")).hasContent("one");
  }

  @Test
  void givesCopiesOneTimeWhenTheirFilesAreMadeAnew() throws IOException {
    Folders.fill(providers, List.of(jar), ".jar");
    FileTime first = Files.getLastModifiedTime(providers.resolve("a.jar"));
    Files.setLastModifiedTime(jar, LONG_AGO);
    Files.setLastModifiedTime(providers.resolve("a.jar"), LONG_AGO);

    Folders.fill(providers, List.of(jar), ".jar");

    assertThat(Files.getLastModifiedTime(providers.resolve("a.jar"))).isEqualTo(first);
  }

  @Test
  void replacesACopyThatIsOutdated() throws IOException {
    Folders.fill(providers, List.of(jar), ".jar");
    Files.writeString(jar, "two");

    Folders.fill(providers, List.of(jar), ".jar");

    assertThat(providers.resolve("a.jar")).hasContent("two");
  }

  @Test
  void deletesWhatIsThereAndNothingIsFine() throws IOException {
    Files.writeString(providers.resolve("x"), "x");

    Folders.delete(providers);
    Folders.delete(providers);

    assertThat(providers).doesNotExist();
  }
}
