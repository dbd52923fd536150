package io.github.keycloakcognito.exchange;

/** Carries a {@link Failure} out of a call to AWS. */
public final class ExchangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public ExchangeException(Failure failure) {
    this(failure, null);
  }

  /**
   * @param cause may be null
   */
  public ExchangeException(Failure failure, Throwable cause) {
    super(failure.description(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
