package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.util.function.UnaryOperator;

/** What Sync knows of identity pools. Every step is atomic. */
final class SyncPools {
  private final Store store;
  private final Table<SyncPool> byId;

  SyncPools(Store store) {
    this.store = store;
    byId = store.table("syncPools", SyncPool.class);
  }

  SyncPool get(String poolId) {
    return byId.get(poolId).orElse(SyncPool.UNTOUCHED);
  }

  /** Changes what is known of a pool; returns it as it is then. */
  SyncPool update(String poolId, UnaryOperator<SyncPool> change) {
    return store.change(
        () -> {
          SyncPool changed = change.apply(get(poolId));
          byId.put(poolId, changed);
          return changed;
        });
  }

  /** Forgets a pool; inside of a change only. */
  void remove(String poolId) {
    byId.remove(poolId);
  }
}
