package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An unpacked Keycloak.
 *
 * @param path absolute
 */
public record KeycloakHome(Path path) {

  Path script() {
    return path.resolve("bin/kc.sh");
  }

  /** What {@code kc.sh build} writes. */
  Path built() {
    return path.resolve("lib/quarkus");
  }

  /** The distribution that was unpacked here. */
  String distribution() throws IOException {
    return Files.readString(path.resolve(KeycloakDistribution.MARKER));
  }

  /** Makes {@code providers/} hold exactly these JARs. */
  void replaceProviders(List<Path> jars) {
    fill(path.resolve("providers"), jars, ".jar");
  }

  /** Makes {@code data/import/} hold exactly these realm files. */
  void replaceRealms(List<Path> realms) {
    fill(path.resolve("data/import"), realms, ".json");
  }

  /** Forgets database, imports and transaction logs. */
  void wipeData() {
    try {
      Folders.delete(path.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Path folder, List<Path> files, String ending) {
    try {
      Folders.fill(folder, files, ending);
    } catch (IOException e) {
      throw new KeycloakException("Cannot copy into " + folder + ": " + e, e);
    }
  }
}
