package io.github.keycloakcognito.reconcile;

import java.util.Locale;

/** Where a job is. */
public enum Phase {
  /** Among the identities that Cognito lists. */
  IDENTITIES,
  /** Among the identities that this server has noted. */
  REGISTRY,
  /** Through. */
  END;

  /** As it is stored and shown. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Phase of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
