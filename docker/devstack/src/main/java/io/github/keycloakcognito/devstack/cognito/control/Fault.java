package io.github.keycloakcognito.devstack.cognito.control;

import java.time.Duration;
import java.util.Locale;

/**
 * A misbehaviour to show instead of (or, for a delay, before) the real answer.
 *
 * @param operation an AWS operation name, or {@code *} for all
 * @param kind what happens
 * @param times how many requests it hits; null means until it is cleared
 * @param delayMillis for {@link Kind#DELAY}: how long to wait before the real answer; null is 0
 * @param status for {@link Kind#ERROR}: the HTTP status; null means 500 for internal errors and for
 *     no type at all, otherwise 400
 * @param type for {@link Kind#ERROR}: the error type or code; null is an internal error
 * @param message for {@link Kind#ERROR}: its message; null is a standard text
 */
public record Fault(
    String operation,
    Kind kind,
    Integer times,
    Long delayMillis,
    Integer status,
    String type,
    String message) {

  /** The ways to misbehave. */
  public enum Kind {
    /** Answer that the rate is exceeded. */
    THROTTLE,
    /** Answer an error. */
    ERROR,
    /** Answer late. */
    DELAY,
    /** Do not answer until the fault is cleared or the server closes. */
    HANG,
    /** Reset the TCP connection. */
    RESET,
    /** Answer 200 with a body nobody can parse. */
    GARBAGE;

    /** As the control API writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses values that cannot work. */
  public Fault {
    if (operation == null || operation.isEmpty()) {
      throw new IllegalArgumentException("operation: must be an operation name or *");
    }
    if (kind == null) {
      throw new IllegalArgumentException(
          "kind: must be one of throttle, error, delay, hang, reset, garbage");
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("times: must be at least 1");
    }
    if (delayMillis != null && delayMillis < 0) {
      throw new IllegalArgumentException("delayMillis: must not be negative");
    }
    if (status != null && (status < 200 || status > 599)) {
      throw new IllegalArgumentException("status: must be 200 to 599");
    }
  }

  /** Throttles every call of the operation. */
  public static Fault throttle(String operation) {
    return of(operation, Kind.THROTTLE);
  }

  /** Answers an error with the protocol's usual status for client errors. */
  public static Fault error(String operation, String type, String message) {
    return new Fault(operation, Kind.ERROR, null, null, null, type, message);
  }

  /** Answers an internal error (500). */
  public static Fault internalError(String operation) {
    return of(operation, Kind.ERROR);
  }

  /** Answers late. */
  public static Fault delay(String operation, Duration delay) {
    return new Fault(operation, Kind.DELAY, null, delay.toMillis(), null, null, null);
  }

  /** Never answers. */
  public static Fault hang(String operation) {
    return of(operation, Kind.HANG);
  }

  /** Resets the connection. */
  public static Fault reset(String operation) {
    return of(operation, Kind.RESET);
  }

  /** Answers garbage. */
  public static Fault garbage(String operation) {
    return of(operation, Kind.GARBAGE);
  }

  /** The same fault for so many requests only. */
  public Fault times(int count) {
    return new Fault(operation, kind, count, delayMillis, status, type, message);
  }

  /** The same error with another HTTP status. */
  public Fault withStatus(int httpStatus) {
    return new Fault(operation, kind, times, delayMillis, httpStatus, type, message);
  }

  boolean hits(String called) {
    return operation.equals("*") || operation.equals(called);
  }

  private static Fault of(String operation, Kind kind) {
    return new Fault(operation, kind, null, null, null, null, null);
  }
}
