package io.github.keycloakcognito.devstack.cognito.token;

/** A token that does not hold; every service words it in its own way. */
public final class TokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final long nowSeconds;
  private final long expirySeconds;

  /** Why a token does not hold. */
  public enum Reason {
    /** Not a signed JWT. */
    MALFORMED,
    /** Nobody we know issued it. */
    UNKNOWN_ISSUER,
    /** Signature, algorithm or key is wrong. */
    BAD_SIGNATURE,
    /** Over. */
    EXPIRED,
    /** sub, aud or exp is missing. */
    MISSING_CLAIM,
    /** For another audience. */
    WRONG_AUDIENCE,
    /** Of another issuer than the key in Logins says. */
    OTHER_ISSUER,
    /** Of a provider the pool does not take. */
    NOT_CONFIGURED,
    /** Its provider cannot be asked about it. */
    UNREACHABLE
  }

  TokenException(Reason reason, String detail) {
    this(reason, detail, 0, 0);
  }

  TokenException(Reason reason, String detail, long nowSeconds, long expirySeconds) {
    super(detail, null, false, false);
    this.reason = reason;
    this.nowSeconds = nowSeconds;
    this.expirySeconds = expirySeconds;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** For {@link Reason#EXPIRED}: the present, in seconds since the epoch. */
  public long nowSeconds() {
    return nowSeconds;
  }

  /** For {@link Reason#EXPIRED}: the end, in seconds since the epoch. */
  public long expirySeconds() {
    return expirySeconds;
  }
}
