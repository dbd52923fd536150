package io.github.keycloakcognito.devstack.cognito.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
  @TempDir Path folder;

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> Store.file(file).close())
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(why);
  }

  @Test
  void aFileInUseIsRefused() {
    Path file = folder.resolve("state");
    try (Store store = Store.file(file)) {
      Table<String> table = store.table("table", String.class);
      assertRefused(file, "is in use");
      assertThat(table.all("")).isEmpty();
    }
    Store.file(file).close();
  }

  @Test
  void aFolderIsRefused() {
    assertRefused(folder, "");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileInAPlaceThatCannotBeWrittenIsRefused() {
    // Not even root may create files there.
    assertRefused(Path.of("/proc/local-cognito-state"), "cannot be");
  }

  @Test
  void garbageIsRefusedAndNotTouched() throws IOException {
    Path file = folder.resolve("state");
    byte[] garbage = new byte[20_000];
    new Random(1).nextBytes(garbage);
    Files.write(file, garbage);
    assertRefused(file, "is no state file");
    assertThat(file).hasBinaryContent(garbage);
    Files.writeString(file, "{\"pools\": []}");
    assertRefused(file, "is no state file");
    assertThat(file).hasContent("{\"pools\": []}");
  }

  @Test
  void aFileCutShortIsRefusedOrWhole() throws IOException {
    Path file = folder.resolve("state");
    write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 1; length < whole.length; length += 1500) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Store store = Store.file(file)) {
        assertThat(store.table("table", String.class).all("").size()).isBetween(0, 100);
      } catch (StateException e) {
        assertThat(e).hasMessageStartingWith(file + ": is no state file");
      }
    }
  }

  private static void write(Path file) {
    try (Store store = Store.file(file)) {
      Table<String> table = store.table("table", String.class);
      for (int i = 0; i < 100; i++) {
        String key = String.valueOf(i);
        store.change(
            () -> {
              table.put(key, "x".repeat(500));
              return key;
            });
      }
    }
  }

  @Test
  void anEmptyFileIsANewOne() throws IOException {
    Path file = Files.createFile(folder.resolve("state"));
    write(file);
    try (Store store = Store.file(file)) {
      assertThat(store.table("table", String.class).all("")).hasSize(100);
    }
  }
}
