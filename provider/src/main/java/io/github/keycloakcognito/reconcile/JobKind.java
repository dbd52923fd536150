package io.github.keycloakcognito.reconcile;

import java.util.Locale;

/** What a job does. */
public enum JobKind {
  /** Walks a pool, which an admin has asked for. */
  RECONCILE,
  /** Looks for users who are gone without a word for each: those of a removed realm, or storage. */
  SWEEP;

  /** As it is stored and shown. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static JobKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
