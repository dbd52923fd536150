package io.github.keycloakcognito.devstack.cognito.state;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** Makes state files: they hold a private key and issued secrets, so nobody else may read them. */
final class StateFile {
  private static final System.Logger LOG = System.getLogger(StateFile.class.getName());

  private StateFile() {}

  /**
   * Makes an empty file, if there is none.
   *
   * @return whether there was none
   * @throws StateException if it cannot be made, or is no file
   */
  static boolean make(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new StateException(file + ": is a folder, not a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new StateException(file + ": there is no folder " + folder);
    }
    try {
      Files.createFile(file, ownerOnly(file));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new StateException(file + ": cannot be created", e);
    }
  }

  /**
   * Puts a copy without gaps in the place of the file of an open store, which only can be closed
   * after this. (MVStore's own way of doing it makes a file that all may read.)
   */
  static void shrink(MVStore store, Path file) {
    Path copy = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(copy);
      Files.createFile(copy, ownerOnly(copy));
      try (MVStore target = new MVStore.Builder().fileName(copy.toString()).open()) {
        target.setStoreVersion(store.getStoreVersion());
        for (String table : store.getMapNames()) {
          target.<String, String>openMap(table).putAll(store.<String, String>openMap(table));
        }
      }
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | MVStoreException e) {
      LOG.log(Level.WARNING, file + " stays as large as it is", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
