package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiPredicate;

/** A node's right to work on something alone, which ends by itself if the node does. */
public final class Claim {

  private final String id = UUID.randomUUID().toString();
  private final Duration holds;
  private final Duration spare;
  private final BiPredicate<String, Duration> prolong;
  private final InstantSource clock;
  private Instant until;

  /** The claim no longer holds: another node may be at the work. */
  public static final class LostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack, since it is no error. */
    public LostException() {
      super("the claim no longer holds", null, false, false);
    }
  }

  /**
   * A claim that is about to be made.
   *
   * @param holds how long, unless it is prolonged
   * @param spare how much of that a call to AWS may need, with the wait for its turn
   * @param prolong asked with the claim's id and {@code holds} whether it held so far, and does on
   */
  public Claim(
      Duration holds, Duration spare, BiPredicate<String, Duration> prolong, InstantSource clock) {
    this.holds = holds;
    this.spare = spare;
    this.prolong = prolong;
    this.clock = clock;
    this.until = clock.instant().plus(holds);
  }

  /** Keycloak's kind of id; no two claims have the same. */
  public String id() {
    return id;
  }

  /** How long it holds from the moment it is made. */
  public Duration holds() {
    return holds;
  }

  /**
   * To be called before each call to AWS.
   *
   * @throws LostException if the claim does not last for it
   */
  public void hold() {
    Instant now = clock.instant();
    if (now.plus(spare).isBefore(until)) {
      return;
    }
    if (!prolong.test(id, holds)) {
      throw new LostException();
    }
    until = now.plus(holds);
  }
}
