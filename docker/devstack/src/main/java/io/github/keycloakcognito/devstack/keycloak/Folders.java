package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@link Files} leaves to do by hand. */
final class Folders {
  private Folders() {}

  /** Deletes a file or a whole folder; nothing there is fine. Links are deleted, not followed. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }

  /**
   * Makes {@code folder} hold copies of exactly these files, apart from files it keeps (by ending).
   */
  static void fill(Path folder, List<Path> files, String managedEnding) throws IOException {
    Files.createDirectories(folder);
    List<Path> old;
    try (Stream<Path> present = Files.list(folder)) {
      old = present.filter(f -> f.getFileName().toString().endsWith(managedEnding)).toList();
    }
    for (Path each : old) {
      Files.delete(each);
    }
    for (Path each : files) {
      Files.copy(each, folder.resolve(each.getFileName()));
    }
  }
}
