package io.github.keycloakcognito.devstack.cognito.identity;

import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All identity pools. Every step is atomic. */
public final class Pools {
  /** Developer guide, "Quotas in Amazon Cognito": identity pools per account and region. */
  public static final int MAX_POOLS = 1000;

  private final Store store;
  private final Table<Pool> byId;
  private final Table<Boolean> seeded;

  private final List<Consumer<String>> removalListeners = new CopyOnWriteArrayList<>();

  /** The pools of a store. */
  public Pools(Store store) {
    this.store = store;
    byId = store.table("pools", Pool.class);
    seeded = store.table("seededPools", Boolean.class);
  }

  /** Adds the pools of a seed, each once in the life of a state: what was deleted stays so. */
  public void seed(Collection<Pool> pools) {
    store.change(
        () -> {
          for (Pool pool : pools) {
            if (!seeded.contains(pool.id())) {
              seeded.put(pool.id(), true);
              byId.put(pool.id(), pool);
            }
          }
          return pools.size();
        });
  }

  /** The pool as it is now. */
  public Optional<Pool> find(String poolId) {
    return byId.get(poolId);
  }

  /** Tells a listener the id of each pool that is removed, inside of the same change. */
  public void onRemoval(Consumer<String> listener) {
    removalListeners.add(listener);
  }

  /** Adds a pool; false if its account has as many as it may have in the region. */
  public boolean add(Pool pool) {
    return store.change(
        () -> {
          boolean room =
              list(pool.region(), pool.account(), Optional.empty(), MAX_POOLS).size() < MAX_POOLS;
          if (room) {
            byId.put(pool.id(), pool);
          }
          return room;
        });
  }

  /** Changes a pool, if it exists; returns it as it is then. */
  public Optional<Pool> update(String poolId, UnaryOperator<Pool> change) {
    return store.change(
        () -> {
          Optional<Pool> changed = byId.get(poolId).map(change);
          changed.ifPresent(pool -> byId.put(poolId, pool));
          return changed;
        });
  }

  /** Removes a pool; false if there was none. Its identities are not removed by this. */
  public boolean remove(String poolId) {
    return store.change(
        () -> {
          boolean there = byId.contains(poolId);
          byId.remove(poolId);
          removalListeners.forEach(listener -> listener.accept(poolId));
          return there;
        });
  }

  /** The pools of an account in a region, in the order of their ids. */
  public List<Pool> list(String region, String account, Optional<String> afterId, int limit) {
    return byId.scan(region + ":", afterId, pool -> pool.account().equals(account), limit).stream()
        .map(Table.Row::value)
        .toList();
  }

  /** All pools. */
  public List<Pool> all() {
    return byId.all("").stream().map(Table.Row::value).toList();
  }

  /** The regions that have pools. */
  public Set<String> regions() {
    return all().stream().map(Pool::region).collect(Collectors.toCollection(TreeSet::new));
  }
}
