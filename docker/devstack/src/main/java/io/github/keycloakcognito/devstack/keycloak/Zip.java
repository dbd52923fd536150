package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks with the executable bits, which {@code java.util.zip} does not read. */
final class Zip {
  private static final int OWNER_MAY_EXECUTE = 0100;

  private Zip() {}

  /** {@code keycloak-26.7.4/bin/kc.sh} of the ZIP becomes {@code target/bin/kc.sh}. */
  static void unpackWithoutTopFolder(Path zip, Path target) throws IOException {
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
        String name = entry.getName();
        Path path = target.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Entry outside the folder: " + name);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, path);
          }
          if ((entry.getUnixMode() & OWNER_MAY_EXECUTE) != 0
              && !path.toFile().setExecutable(true)) {
            throw new IOException("Cannot make executable: " + path);
          }
        }
      }
    }
  }
}
