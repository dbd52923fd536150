package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps calls under a quota per second. The rate falls when AWS throttles and climbs back by time,
 * so that nodes which share a quota find their share without knowing each other: fast to a little
 * below the rate that was too much, slowly past it, as CUBIC does (RFC 9438) and AWS's SDKs in
 * their adaptive retry mode.
 *
 * <p>A caller waits briefly for its turn. One whose turn is too far away is sent off with a time to
 * come back at; those times are spread, so that the refused do not all return at once.
 */
final class Pacer {

  private static final double LEAST_RATE = 1;
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  /** What is left of the rate when AWS throttles (RFC 9438 section 4.6). */
  private static final double CUT = 0.7;

  /**
   * How steeply the rate climbs, in calls per second to the fourth. CUBIC's 0.4 is for many losses
   * a minute; with this, from 50 calls a second, the way back takes nine seconds.
   */
  private static final double STEEPNESS = 0.02;

  /** What is kept free of the places to wait: a call holds one for a moment after its turn. */
  private static final double RESERVE = 1 / 16.0;

  private final double quota;
  private final Duration longestWait;
  private final int places;
  private final LongSupplier nanoClock;
  private final ReturnTimes returns;
  private boolean cut;
  private long cutAt;
  private double plateau;
  private double secondsToPlateau;
  private long nextTurn;

  /** Those that are not due yet, in order. */
  private final Deque<Turn> pending = new ArrayDeque<>();

  /** When a caller may call; later than it was told where AWS throttles meanwhile. */
  static final class Turn {
    private long due;

    private Turn(long due) {
      this.due = due;
    }
  }

  /**
   * @param quota calls per second
   * @param longestWait for a turn
   * @param places for those who wait
   * @param nanoClock {@link System#nanoTime}, or a test's
   */
  Pacer(double quota, Duration longestWait, int places, LongSupplier nanoClock) {
    this.quota = quota;
    this.longestWait = longestWait;
    this.places = places;
    this.nanoClock = nanoClock;
    this.nextTurn = nanoClock.getAsLong();
    this.returns = new ReturnTimes(nextTurn);
  }

  /**
   * Takes a turn.
   *
   * @throws ExchangeException with a {@code retryAfter} when the wait would be too long
   */
  synchronized Turn takeTurn() {
    if (untilNextTurn().compareTo(longestWait) > 0) {
      throw new ExchangeException(
          Failure.unavailable(
              "Too many exchanges at once. Try again later.",
              "the pace of " + Math.round(rate()) + " calls a second is used up",
              comeBack()));
    }
    return takeAnyTurn();
  }

  /** Takes a turn, however far away it is. */
  synchronized Turn takeAnyTurn() {
    long now = nanoClock.getAsLong();
    while (!pending.isEmpty() && pending.peek().due - now <= 0) {
      pending.remove();
    }
    Turn turn = new Turn(now + untilNextTurn().toNanos());
    pending.add(turn);
    nextTurn = turn.due + interval();
    return turn;
  }

  /** How long to wait for a turn, often zero. */
  synchronized Duration until(Turn turn) {
    return Duration.ofNanos(Math.max(0, turn.due - nanoClock.getAsLong()));
  }

  /** How long a caller would wait that came now. */
  synchronized Duration untilNextTurn() {
    return Duration.ofNanos(Math.max(0, nextTurn - nanoClock.getAsLong()));
  }

  /**
   * A time to come back after for somebody who is sent off: whole seconds, at least one. A rate
   * that has fallen will have climbed until then, and turns that nobody comes for are lost; so it
   * is for a rate halfway to the quota.
   */
  synchronized Duration comeBack() {
    double foreseen = (rate() + quota) / 2;
    double room = Math.min(places * (1 - RESERVE), foreseen * longestWait.toMillis() / 1_000);
    return returns.next(nanoClock.getAsLong(), foreseen, nextTurn, Math.max(1, room));
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

  private <T> T after(Turn turn, Supplier<T> call) {
    for (Duration wait = until(turn); !wait.isZero(); wait = until(turn)) {
      pause(wait);
    }
    try {
      return call.get();
    } catch (ExchangeException e) {
      if (e.failure().kind() == Failure.Kind.THROTTLED) {
        throttled(turn);
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
    return untilNextTurn().compareTo(longestWait.dividedBy(4)) > 0
        ? Optional.empty()
        : Optional.of(paced(call));
  }

  private static void pause(Duration wait) {
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExchangeException(
          Failure.unavailable("The server is stopping.", "interrupted", Duration.ofSeconds(1)), e);
    }
  }

  /**
   * AWS throttled a call. One whose turn was before the rate last fell says nothing about the rate
   * since. Who waits for a turn waits longer: at the old rate, AWS would throttle them too.
   */
  synchronized void throttled(Turn turn) {
    if (cut && turn.due - cutAt <= 0) {
      return;
    }
    double rate = rate();
    // Others want a share of what was this node's (RFC 9438 section 4.7).
    plateau = cut && rate < plateau ? rate * (1 + CUT) / 2 : rate;
    secondsToPlateau = Math.cbrt((plateau - Math.min(plateau, rate * CUT)) / STEEPNESS);
    cutAt = nanoClock.getAsLong();
    cut = true;
    double longer = rate / rate();
    pending.forEach(waiting -> waiting.due = later(waiting.due, longer));
    nextTurn = later(nextTurn, longer);
  }

  private long later(long time, double times) {
    long left = time - cutAt;
    return left <= 0 ? time : cutAt + (long) (left * times);
  }

  /** Calls per second at this moment. */
  synchronized double rate() {
    if (!cut) {
      return quota;
    }
    double beyond = (nanoClock.getAsLong() - cutAt) / NANOS_PER_SECOND - secondsToPlateau;
    return Math.min(quota, Math.max(LEAST_RATE, plateau + STEEPNESS * Math.pow(beyond, 3)));
  }

  private long interval() {
    return (long) (NANOS_PER_SECOND / rate());
  }
}
