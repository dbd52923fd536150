package io.github.keycloakcognito.devstack.cognito.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of a dataset.
 *
 * @param key unique in the dataset
 * @param value empty once it was deleted
 * @param syncCount of the dataset when the record was last changed
 * @param modified when it was last changed here
 * @param modifiedBy whoever changed it last
 * @param deviceModified when it was last changed on the device
 */
record SyncRecord(
    String key,
    Optional<String> value,
    long syncCount,
    Instant modified,
    String modifiedBy,
    Instant deviceModified) {

  /** What it adds to the size of its dataset; nothing once it was deleted. */
  long bytes() {
    return value.map(text -> utf8(key) + utf8(text)).orElse(0L);
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
