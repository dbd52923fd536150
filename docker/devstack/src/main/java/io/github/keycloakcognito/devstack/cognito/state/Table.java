package io.github.keycloakcognito.devstack.cognito.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * Values by key, in the order of the keys. Reading is allowed anywhere, writing only inside {@link
 * Store#change}.
 */
public final class Table<T> {
  private final MVMap<String, String> map;
  private final ObjectMapper json;
  private final Class<T> type;
  private final ReentrantReadWriteLock lock;

  /** A key and its value. */
  public record Row<T>(String key, T value) {}

  Table(MVMap<String, String> map, ObjectMapper json, Class<T> type, ReentrantReadWriteLock lock) {
    this.map = map;
    this.json = json;
    this.type = type;
    this.lock = lock;
  }

  /** The value of a key. */
  public Optional<T> get(String key) {
    lock.readLock().lock();
    try {
      return Optional.ofNullable(map.get(key)).map(this::read);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether a key has a value. */
  public boolean contains(String key) {
    return get(key).isPresent();
  }

  /** Sets the value of a key. */
  public void put(String key, T value) {
    requireChange();
    map.put(key, write(value));
  }

  /** Removes a key, if it is there. */
  public void remove(String key) {
    requireChange();
    map.remove(key);
  }

  /**
   * The rows whose keys begin with a prefix, in the order of their keys.
   *
   * @param after the key after which to begin, whether it has a value or not; empty for the first
   * @param wanted which of them
   * @param limit how many at most
   */
  public List<Row<T>> scan(String prefix, Optional<String> after, Predicate<T> wanted, int limit) {
    lock.readLock().lock();
    try {
      List<Row<T>> rows = new ArrayList<>();
      Cursor<String, String> cursor = map.cursor(start(prefix, after));
      while (rows.size() < limit && cursor.hasNext()) {
        String key = cursor.next();
        if (!key.startsWith(prefix)) {
          break;
        }
        if (after.isEmpty() || key.compareTo(after.get()) > 0) {
          T value = read(cursor.getValue());
          if (wanted.test(value)) {
            rows.add(new Row<>(key, value));
          }
        }
      }
      return rows;
    } finally {
      lock.readLock().unlock();
    }
  }

  private static String start(String prefix, Optional<String> after) {
    return after.filter(key -> key.compareTo(prefix) > 0).orElse(prefix);
  }

  /** All rows whose keys begin with a prefix, in the order of their keys. */
  public List<Row<T>> all(String prefix) {
    return scan(prefix, Optional.empty(), value -> true, Integer.MAX_VALUE);
  }

  private void requireChange() {
    if (!lock.isWriteLockedByCurrentThread()) {
      throw new IllegalStateException("written outside of Store.change");
    }
  }

  private String write(T value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type + " cannot be written", e);
    }
  }

  private T read(String text) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type + " cannot be read", e);
    }
  }
}
