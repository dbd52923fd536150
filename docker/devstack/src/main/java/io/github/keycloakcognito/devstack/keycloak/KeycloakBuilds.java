package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code kc.sh build} made in other homes, kept beside the distribution: one build of each
 * kind, the last.
 *
 * <p>A build is the files in {@code lib/quarkus}. They name no folder, so they work in another
 * home, as in an image of two stages (Keycloak's guide "Running Keycloak in a container").
 */
final class KeycloakBuilds {
  private static final String FINGERPRINT = ".built-from";

  private final Path folder;

  /**
   * @param folder holds the build of one kind: distribution, options, JDK and names of the JARs
   */
  KeycloakBuilds(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts the build with this fingerprint into the home, or makes and keeps it, instead of an
   * earlier one of its kind. Other processes wait: what they want is likely to be the same.
   *
   * @param build {@code kc.sh build} in the home
   */
  void ensure(String fingerprint, KeycloakHome home, Runnable build) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel turn = turn()) {
      turn.lock();
      Path kept = folder.resolve(FINGERPRINT);
      if (Files.isRegularFile(kept) && Files.readString(kept).equals(fingerprint)) {
        Folders.fill(home.built(), files(folder), "");
        return;
      }
      build.run();
      Files.deleteIfExists(kept);
      Folders.fill(folder, files(home.built()), "");
      Files.writeString(kept, fingerprint);
    }
  }

  private FileChannel turn() throws IOException {
    return FileChannel.open(
        folder.resolveSibling(folder.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.endsWith(FINGERPRINT)).toList();
    }
  }
}
