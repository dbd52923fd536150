package io.github.keycloakcognito.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** A node's right to work on entries, which ends by itself if the node does. */
final class Claim {

  static final Duration HOLDS = Duration.ofSeconds(15);

  /** A call to AWS, the wait for its turn, and some more. */
  private static final Duration SHORT = Duration.ofSeconds(8);

  private final Outbox outbox;
  private final InstantSource clock;
  private final String id = UUID.randomUUID().toString();
  private Instant until;

  /** Another node may be at work on the entries. */
  static final class LostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostException() {
      super("the claim no longer holds");
    }
  }

  /** A claim that is about to be made. */
  Claim(Outbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
    this.until = clock.instant().plus(HOLDS);
  }

  String id() {
    return id;
  }

  /**
   * To be called before each call to AWS.
   *
   * @throws LostException if the claim does not last for it
   */
  void hold() {
    Instant now = clock.instant();
    if (now.plus(SHORT).isBefore(until)) {
      return;
    }
    if (!outbox.prolong(id, HOLDS)) {
      throw new LostException();
    }
    until = now.plus(HOLDS);
  }
}
