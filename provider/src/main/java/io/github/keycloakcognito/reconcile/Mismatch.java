package io.github.keycloakcognito.reconcile;

import java.util.Locale;

/**
 * An identity and a user that are not in step.
 *
 * @param user Keycloak's id of the user; another system's where it is unknown
 */
public record Mismatch(Kind kind, String identityId, String user) {

  /** The widest id that Keycloak has room for. */
  private static final int LONGEST_USER = 255;

  /** What is wrong. */
  public enum Kind {
    /** The user is gone. */
    ORPHAN,
    /** No user of this server, now or before: another system's, or from before we took notes. */
    UNKNOWN,
    /** The identity is gone. */
    VANISHED;

    /** As it is stored and shown. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  boolean mayBeUserOfKeycloak() {
    return user.length() <= LONGEST_USER;
  }
}
