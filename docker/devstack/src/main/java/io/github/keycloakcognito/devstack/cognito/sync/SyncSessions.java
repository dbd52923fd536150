package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sync sessions: from the ListRecords that begins one to the UpdateRecords it allows. */
final class SyncSessions {
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int SWEEP_EVERY = 1024;

  private final Store store;
  private final SyncPools pools;
  private final Supplier<Instant> clock;
  private final Table<Session> byToken;
  private final AtomicInteger count = new AtomicInteger();

  /** What a session is for. */
  record Session(String identityId, String dataset, Instant end) {}

  SyncSessions(Store store, SyncPools pools, Supplier<Instant> clock) {
    this.store = store;
    this.pools = pools;
    this.clock = clock;
    byToken = store.table("syncSessions", Session.class);
  }

  /** A new session; returns its token. */
  String begin(Identity owner, String dataset) {
    return store.change(
        () -> {
          sweepNowAndThen();
          String token = UUID.randomUUID().toString();
          byToken.put(token, new Session(owner.id(), dataset, clock.get().plus(LIFETIME)));
          pools.update(owner.poolId(), SyncPool::withSession);
          return token;
        });
  }

  /** Refuses a token that is over, or not of this dataset. */
  void check(String token, Identity owner, String dataset) {
    boolean good =
        byToken
            .get(token)
            .filter(session -> session.identityId().equals(owner.id()))
            .filter(session -> session.dataset().equals(dataset))
            .filter(session -> clock.get().isBefore(session.end()))
            .isPresent();
    if (!good) {
      throw ErrorCode.INVALID_PARAMETER.because("SyncSessionToken not valid for these inputs");
    }
  }

  private void sweepNowAndThen() {
    if (count.incrementAndGet() % SWEEP_EVERY == 0) {
      Instant now = clock.get();
      byToken.all("").stream()
          .filter(row -> !now.isBefore(row.value().end()))
          .forEach(row -> byToken.remove(row.key()));
    }
  }
}
