package io.github.keycloakcognito.exchange;

import java.util.Locale;

/**
 * One thing that was looked at, and what was seen. For admins: it may hold AWS's words.
 *
 * @param check what was looked at; {@code role:<name>} for a role, {@code client:<id>} for a client
 * @param cause what was seen; null where nothing is to be said
 * @param remedy what to do about it; null where nothing is to be done
 */
public record Finding(String check, Status status, String cause, String remedy) {

  /** From good to bad. */
  public enum Status {
    OK,
    /** It could not be looked at, which stops nobody. */
    SKIPPED,
    WARNING,
    ERROR;

    /** As it stands in answers. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String check, String seen) {
    return new Finding(check, Status.OK, seen, null);
  }

  public static Finding skipped(String check, String cause, String remedy) {
    return new Finding(check, Status.SKIPPED, cause, remedy);
  }

  public static Finding warning(String check, String cause, String remedy) {
    return new Finding(check, Status.WARNING, cause, remedy);
  }

  public static Finding error(String check, String cause, String remedy) {
    return new Finding(check, Status.ERROR, cause, remedy);
  }

  /** A failure that stops exchanges, unless it may pass. */
  static Finding of(String check, Failure failure) {
    String cause = failure.cause() == null ? failure.description() : failure.cause();
    return failure.mayPass()
        ? warning(check, cause, "check again; if it stays so, look at the way to AWS")
        : error(check, cause, failure.remedy());
  }

  /** Whether the pool at AWS is the one that is meant. */
  static Finding of(IdentityPool pool, PoolDescription described) {
    if (described.developerProviderName() == null) {
      return error(
          "pool",
          "the pool " + described.name() + " has no developer provider",
          "name the developer provider " + pool.developerProviderName() + " in the pool at AWS");
    }
    return described.developerProviderName().equals(pool.developerProviderName())
        ? ok("pool", described.name())
        : error(
            "pool",
            "the pool's developer provider is " + described.developerProviderName(),
            "set developerProviderName to that name; AWS lets nobody change it");
  }

  /**
   * A failure of a call that exchanges do without.
   *
   * @param action the IAM action the call needs; null for none
   */
  static Finding ofOptional(String check, Failure failure, String action) {
    String cause = failure.cause();
    boolean missing = action != null && cause != null && cause.startsWith("AccessDenied");
    return missing ? skipped(check, cause, "grant Keycloak " + action) : of(check, failure);
  }
}
