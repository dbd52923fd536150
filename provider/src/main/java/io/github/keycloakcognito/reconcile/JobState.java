package io.github.keycloakcognito.reconcile;

import java.util.Locale;

/** What has become of a job. */
public enum JobState {
  /** It waits, works, or waits to try again. */
  RUNNING,
  DONE,
  CANCELLED,
  /** It may not go on. */
  FAILED;

  /** As it is stored and shown. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static JobState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
