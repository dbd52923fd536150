package io.github.keycloakcognito.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells of work that takes long, and of nothing else. */
final class Progress {

  private static final long STEP = 1_000;
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final OutboxLog log;
  private Instant begun;
  private Instant told;
  private long done;
  private long toldDone;

  Progress(InstantSource clock, OutboxLog log) {
    this.clock = clock;
    this.log = log;
  }

  void begin() {
    begun = clock.instant();
    told = begun;
    done = 0;
    toldDone = 0;
  }

  void add(int settled) {
    done += settled;
  }

  void tell() {
    Instant now = clock.instant();
    long since = done - toldDone;
    if (since >= STEP || (since > 0 && !now.isBefore(told.plus(INTERVAL)))) {
      told = now;
      toldDone = done;
      log.progress(done, Duration.between(begun, now));
    }
  }
}
