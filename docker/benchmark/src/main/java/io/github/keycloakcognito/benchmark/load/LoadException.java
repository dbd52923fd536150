package io.github.keycloakcognito.benchmark.load;

/** A load that did not come about, or that was answered with errors. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
