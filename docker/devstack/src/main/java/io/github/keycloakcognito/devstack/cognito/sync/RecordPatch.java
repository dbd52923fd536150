package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of one record.
 *
 * @param key of the record
 * @param value to put there; empty to delete the record
 * @param syncCount of the record as the device knows it; 0 if it knows none
 * @param deviceModified when the device changed it
 */
record RecordPatch(
    String key, Optional<String> value, long syncCount, Optional<Instant> deviceModified) {

  static RecordPatch of(Input input) {
    String key = input.text("Key");
    boolean remove = input.text("Op").equals("remove");
    Optional<String> value = remove ? Optional.empty() : input.optional("Value");
    if (!remove && value.isEmpty()) {
      throw ErrorCode.INVALID_PARAMETER.because("A value must be given to replace: " + key);
    }
    if (!sendable(key) || !value.map(RecordPatch::sendable).orElse(true)) {
      throw ErrorCode.INVALID_PARAMETER.because("Keys and values must be Unicode text.");
    }
    return new RecordPatch(
        key, value, input.number("SyncCount").orElseThrow(), input.time("DeviceLastModifiedDate"));
  }

  /** Halves of surrogate pairs would come back as something else. */
  private static boolean sendable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
