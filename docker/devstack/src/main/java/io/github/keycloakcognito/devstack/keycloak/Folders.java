package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link Files} leaves to do by hand. */
final class Folders {
  private static final FileTime ALWAYS = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

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
   * Makes {@code folder} hold copies of exactly these files, apart from those with another ending.
   * They always have one modification time: Keycloak takes another one for a reason to build again,
   * though Maven may have made the same file anew.
   */
  static void fill(Path folder, List<Path> files, String managedEnding) throws IOException {
    Files.createDirectories(folder);
    Set<Path> wanted = files.stream().map(Path::getFileName).collect(Collectors.toSet());
    List<Path> present;
    try (Stream<Path> all = Files.list(folder)) {
      present = all.filter(f -> f.getFileName().toString().endsWith(managedEnding)).toList();
    }
    for (Path each : present) {
      if (!wanted.contains(each.getFileName())) {
        Files.delete(each);
      }
    }
    for (Path each : files) {
      Path copy = folder.resolve(each.getFileName());
      if (!Files.exists(copy) || Files.mismatch(each, copy) >= 0) {
        Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.setLastModifiedTime(copy, ALWAYS);
    }
  }
}
