package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps calls under a quota per second. The rate falls when AWS throttles and climbs back slowly
 * when it does not, so that nodes which share a quota find their share without knowing each other.
 *
 * <p>A caller waits briefly for its turn. One whose turn is too far away is sent off with a time to
 * come back at; those times are spread, so that the refused do not all return at once.
 */
final class Pacer {

  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_WAIT_IN_GAP = LONGEST_WAIT.dividedBy(4);
  static final Duration LATEST_RETURN = Duration.ofSeconds(30);
  private static final double LEAST_RATE = 1;

  private final double quota;
  private final LongSupplier nanoClock;
  private double rate;
  private long nextTurn;
  private long nextReturn;

  /**
   * @param quota calls per second
   * @param nanoClock {@link System#nanoTime}, or a test's
   */
  Pacer(double quota, LongSupplier nanoClock) {
    this.quota = quota;
    this.nanoClock = nanoClock;
    this.rate = quota;
    this.nextTurn = nanoClock.getAsLong();
    this.nextReturn = nextTurn;
  }

  /**
   * Takes a turn.
   *
   * @return how long to wait for it, often zero
   * @throws ExchangeException with a {@code retryAfter} when the wait would be too long
   */
  synchronized Duration takeTurn() {
    long now = nanoClock.getAsLong();
    long turn = Math.max(nextTurn, now);
    if (turn - now > LONGEST_WAIT.toNanos()) {
      nextReturn = Math.min(Math.max(nextReturn, turn) + interval(), now + LATEST_RETURN.toNanos());
      throw new ExchangeException(
          Failure.unavailable(
              "Too many exchanges at once. Try again later.",
              "the pace of " + Math.round(rate) + " calls a second is used up",
              Duration.ofNanos(nextReturn - now)));
    }
    return takeAnyTurn();
  }

  /** Takes a turn, however far away it is. */
  synchronized Duration takeAnyTurn() {
    long now = nanoClock.getAsLong();
    long turn = Math.max(nextTurn, now);
    nextTurn = turn + interval();
    return Duration.ofNanos(turn - now);
  }

  /**
   * Waits for a turn, then calls.
   *
   * @throws ExchangeException as {@link #takeTurn} and {@code call} do
   */
  <T> T paced(Supplier<T> call) {
    return after(takeTurn(), call);
  }

  /**
   * Waits for a turn, however far away it is, then calls.
   *
   * @throws ExchangeException as {@code call} does
   */
  <T> T patiently(Supplier<T> call) {
    return after(takeAnyTurn(), call);
  }

  private <T> T after(Duration wait, Supplier<T> call) {
    pause(wait);
    try {
      T answer = call.get();
      answered();
      return answer;
    } catch (ExchangeException e) {
      if (e.failure().kind() == Failure.Kind.THROTTLED) {
        throttled();
      }
      throw e;
    }
  }

  /**
   * The same for a call that gives way: it takes no turn that an exchange would miss.
   *
   * @return empty if more callers wait already than such a call may join
   */
  <T> Optional<T> pacedInGap(Supplier<T> call) {
    synchronized (this) {
      if (nextTurn - nanoClock.getAsLong() > LONGEST_WAIT_IN_GAP.toNanos()) {
        return Optional.empty();
      }
    }
    return Optional.of(paced(call));
  }

  private static void pause(Duration wait) {
    if (wait.isZero()) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExchangeException(
          Failure.unavailable("The server is stopping.", "interrupted", Duration.ofSeconds(1)), e);
    }
  }

  /** AWS throttled a call. */
  synchronized void throttled() {
    rate = Math.max(LEAST_RATE, rate * 0.7);
  }

  /** AWS answered a call. */
  synchronized void answered() {
    rate = Math.min(quota, rate + quota / 100);
  }

  /** Calls per second at this moment. */
  synchronized double rate() {
    return rate;
  }

  private long interval() {
    return (long) (1_000_000_000L / rate);
  }
}
