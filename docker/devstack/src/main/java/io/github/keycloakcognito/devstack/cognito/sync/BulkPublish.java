package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Begins to publish all datasets of a pool, were there a stream to take them. */
final class BulkPublish implements Operation {
  /** API reference: one successful bulk publish in this time. */
  private static final Duration INTERVAL = Duration.ofHours(24);

  private final Access access;
  private final SyncPools pools;
  private final Assumptions assumptions;
  private final Supplier<Instant> clock;

  BulkPublish(Access access, SyncPools pools, Assumptions assumptions, Supplier<Instant> clock) {
    this.access = access;
    this.pools = pools;
    this.assumptions = assumptions;
    this.clock = clock;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    pools.update(pool.id(), this::begin);
    return Answers.empty().put("IdentityPoolId", pool.id());
  }

  private SyncPool begin(SyncPool pool) {
    if (!pool.streams().map(SyncPool.Streams::enabled).orElse(false)) {
      throw ErrorCode.INVALID_PARAMETER.because("Streaming is not enabled for this identity pool.");
    }
    Instant now = clock.get();
    pool.bulkPublish().ifPresent(last -> requireOver(last, now));
    long seconds = Long.parseLong(assumptions.choice(Assumption.SYNC_BULK_PUBLISH_SECONDS));
    return pool.withBulkPublish(new SyncPool.BulkPublishing(now, now.plusSeconds(seconds)));
  }

  private static void requireOver(SyncPool.BulkPublishing last, Instant now) {
    if (now.isBefore(last.end())) {
      throw ErrorCode.DUPLICATE_REQUEST.because(
          "A bulk publish operation is in progress for this identity pool.");
    }
    if (now.isBefore(last.end().plus(INTERVAL))) {
      throw ErrorCode.ALREADY_STREAMED.because(
          "A bulk publish operation completed less than 24 hours ago for this identity pool.");
    }
  }
}
