package io.github.keycloakcognito.devstack.cognito.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.EOFException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * All state of one local Cognito. Changes happen one after the other, each as a whole or not at
 * all, and are in the file before {@link #change} returns: a process that is killed loses nothing
 * it has acknowledged. (A machine that loses power may: nothing is forced to the disk before the
 * store is closed.)
 */
public final class Store implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;

  /**
   * Tells our files from those of other programs that use MVStore; to be raised with the format.
   */
  private static final int FORMAT = 4566;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_ABSENT)
          .build();

  private final MVStore store;
  private final Optional<Path> file;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Guarded by the lock. */
  private boolean innerFailed;

  private Store(MVStore store, Optional<Path> file) {
    this.store = store;
    this.file = file;
    store.setStoreVersion(FORMAT);
    store.setRetentionTime(0);
    store.setVersionsToKeep(0);
  }

  /** State that is gone with the process. */
  public static Store inMemory() {
    return new Store(builder().open(), Optional.empty());
  }

  /**
   * State in a file. It is made, for its owner only, if it does not exist; its folder is not.
   *
   * @throws StateException if it is in use, is no state file or cannot be written
   */
  public static Store file(Path file) {
    boolean made = StateFile.make(file);
    MVStore store;
    try {
      store = builder().fileName(file.toString()).open();
    } catch (MVStoreException e) {
      throw new StateException(file + ": " + reason(e), e);
    }
    if (!made && !store.getMapNames().isEmpty() && store.getStoreVersion() != FORMAT) {
      store.closeImmediately();
      throw new StateException(file + ": is no state file of this version");
    }
    return new Store(store, Optional.of(file));
  }

  private static MVStore.Builder builder() {
    return new MVStore.Builder()
        .autoCommitDisabled()
        .autoCommitBufferSize(0)
        .pageSplitSize(PAGE_BYTES);
  }

  private static String reason(MVStoreException e) {
    if (e.getCause() instanceof EOFException) {
      return "is no state file, or was cut short";
    }
    return switch (e.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED -> "is in use";
      case DataUtils.ERROR_FILE_CORRUPT -> "is no state file, or is damaged";
      case DataUtils.ERROR_UNSUPPORTED_FORMAT -> "was written by another version";
      default -> "cannot be opened for writing";
    };
  }

  /**
   * The table of this name; its values are records that Jackson can read and write. Not to be
   * called inside {@link #read} or {@link #change}.
   */
  public <T> Table<T> table(String name, Class<T> type) {
    if (lock.isWriteLockedByCurrentThread()) {
      throw new IllegalStateException("a table made inside a change would be gone if that fails");
    }
    return change(() -> new Table<>(store.openMap(name), JSON, type, lock));
  }

  /** Reads several things of one moment. */
  public <T> T read(Supplier<T> reading) {
    lock.readLock().lock();
    try {
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Changes several things at once. If the change throws, nothing has happened. Changes inside a
   * change belong to the outer one, which fails with them even if it catches what they throw. Not
   * to be called inside {@link #read}.
   */
  public <T> T change(Supplier<T> change) {
    if (lock.getReadHoldCount() > 0 && !lock.isWriteLockedByCurrentThread()) {
      throw new IllegalStateException("a change inside a reading would wait for itself");
    }
    lock.writeLock().lock();
    try {
      return lock.getWriteHoldCount() > 1 ? inner(change) : committed(change);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T inner(Supplier<T> change) {
    boolean done = false;
    try {
      T result = change.get();
      done = true;
      return result;
    } finally {
      innerFailed |= !done;
    }
  }

  private <T> T committed(Supplier<T> change) {
    innerFailed = false;
    boolean done = false;
    try {
      T result = change.get();
      if (innerFailed) {
        throw new IllegalStateException("a change inside this one failed");
      }
      store.commit();
      done = true;
      return result;
    } finally {
      if (!done && !store.isClosed()) {
        store.rollback();
      }
    }
  }

  /** Empties all tables but some. */
  public void clearAllBut(Set<String> kept) {
    change(
        () -> {
          for (String name : store.getMapNames()) {
            if (!kept.contains(name)) {
              store.openMap(name).clear();
            }
          }
          return kept.size();
        });
  }

  /** Forces everything to the disk, and leaves out of the file what nobody needs any more. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      file.ifPresent(used -> StateFile.shrink(store, used));
      store.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
