package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How far the last bulk publish of a pool is. */
final class GetBulkPublishDetails implements Operation {
  private final Access access;
  private final SyncPools pools;
  private final Supplier<Instant> clock;

  GetBulkPublishDetails(Access access, SyncPools pools, Supplier<Instant> clock) {
    this.access = access;
    this.pools = pools;
    this.clock = clock;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    ObjectNode answer = Answers.empty().put("IdentityPoolId", pool.id());
    Optional<SyncPool.BulkPublishing> last = pools.get(pool.id()).bulkPublish();
    if (last.isEmpty()) {
      return answer.put("BulkPublishStatus", "NOT_STARTED");
    }
    answer.put("BulkPublishStartTime", Answers.seconds(last.get().start()));
    if (clock.get().isBefore(last.get().end())) {
      return answer.put("BulkPublishStatus", "IN_PROGRESS");
    }
    return answer
        .put("BulkPublishCompleteTime", Answers.seconds(last.get().end()))
        .put("BulkPublishStatus", "SUCCEEDED");
  }
}
