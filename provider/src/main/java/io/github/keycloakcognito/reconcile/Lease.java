package io.github.keycloakcognito.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A claim to a job, prolonged while the node works on it. */
final class Lease {

  static final Duration HOLDS = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofSeconds(10);

  private final String claim;
  private final Jobs jobs;
  private final InstantSource clock;
  private Instant prolonged;

  Lease(String claim, Jobs jobs, InstantSource clock) {
    this.claim = claim;
    this.jobs = jobs;
    this.clock = clock;
    this.prolonged = clock.instant();
  }

  String claim() {
    return claim;
  }

  /**
   * To be called before each call to AWS.
   *
   * @throws LostException if the job is cancelled, or another node's
   */
  void keep() {
    Instant now = clock.instant();
    if (now.isBefore(prolonged.plus(REST))) {
      return;
    }
    if (!jobs.prolong(claim, HOLDS)) {
      throw new LostException();
    }
    prolonged = now;
  }

  /** Ends work on a page whose outcome may not be stored. */
  static final class LostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostException() {
      super("the job is cancelled, or another node's", null, false, false);
    }
  }
}
