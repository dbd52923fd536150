package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;

/** Ends a request that is refused before AWS is asked. */
public final class RefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final boolean anonymous;
  private final boolean audited;

  private RefusalException(Failure failure, boolean anonymous, boolean audited) {
    super(failure.description(), null, false, false);
    this.failure = failure;
    this.anonymous = anonymous;
    this.audited = audited;
  }

  public static RefusalException of(Failure failure) {
    return new RefusalException(failure, false, false);
  }

  /** Of a failure that the audit knows of already. */
  static RefusalException audited(Failure failure) {
    return new RefusalException(failure, false, true);
  }

  public static RefusalException of(Kind kind, String description) {
    return of(Failure.of(kind, description));
  }

  /**
   * The request carried no token at all, so the challenge names no error (RFC 6750 section 3.1).
   */
  public static RefusalException withoutToken() {
    return new RefusalException(
        Failure.of(Kind.INVALID_TOKEN, "An access token is required."), true, false);
  }

  public Failure failure() {
    return failure;
  }

  /** Whether the audit knows of it already. */
  public boolean isAudited() {
    return audited;
  }

  boolean anonymous() {
    return anonymous;
  }
}
