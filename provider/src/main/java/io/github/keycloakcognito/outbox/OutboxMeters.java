package io.github.keycloakcognito.outbox;

/** What is counted of the outbox. */
public interface OutboxMeters {

  /** What came of an entry that a worker had claimed. */
  enum Result {
    DONE,
    /** Cognito knows no such user any more. */
    GONE,
    /** The user is there again. */
    KEPT,
    /** Refused for a reason of its own, to be tried again. */
    RETRIED,
    /** Put back, since the pool takes nothing for now. */
    PAUSED,
    DEAD
  }

  /**
   * An entry that a worker had claimed is settled, or put back.
   *
   * @param unlinked whether the user was to be taken from the identity, and the identity to stay
   */
  void outcome(boolean unlinked, Result result);

  /** The state of the outbox, as it was read last. */
  void depth(Outbox.Depth depth);
}
