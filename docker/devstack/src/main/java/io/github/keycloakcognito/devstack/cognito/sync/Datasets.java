package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** All datasets with their records. Every step is atomic. */
final class Datasets {
  /** Developer guide, "Quotas in Amazon Cognito": datasets per identity. */
  static final int MAX_DATASETS = 20;

  /** Developer guide, "Quotas in Amazon Cognito": records per dataset. */
  static final int MAX_RECORDS = 1024;

  /** Developer guide, "Quotas in Amazon Cognito": size of a dataset, 1 MB. */
  static final long MAX_BYTES = 1L << 20;

  private final Store store;
  private final SyncPools pools;
  private final Assumptions assumptions;
  private final Supplier<Instant> clock;
  private final Table<SyncDataset> byName;
  private final Table<SyncRecord> byKey;

  Datasets(Store store, SyncPools pools, Assumptions assumptions, Supplier<Instant> clock) {
    this.store = store;
    this.pools = pools;
    this.assumptions = assumptions;
    this.clock = clock;
    byName = store.table("syncDatasets", SyncDataset.class);
    byKey = store.table("syncRecords", SyncRecord.class);
  }

  /** A dataset, or what is remembered of a deleted one. */
  Optional<SyncDataset> find(Identity owner, String name) {
    return byName.get(prefix(owner) + name);
  }

  /** A dataset that exists. */
  SyncDataset existing(Identity owner, String name) {
    return find(owner, name)
        .filter(SyncDataset::exists)
        .orElseThrow(
            () -> ErrorCode.RESOURCE_NOT_FOUND.because("Dataset '" + name + "' not found."));
  }

  /** Existing datasets of an identity, in the order of their names. */
  List<SyncDataset> list(Identity owner, Optional<String> afterName, int limit) {
    String prefix = prefix(owner);
    return values(byName.scan(prefix, afterName.map(prefix::concat), SyncDataset::exists, limit));
  }

  /** Existing datasets of all identities of a pool. */
  List<SyncDataset> ofPool(String poolId) {
    return values(
        byName.scan(poolId + "/", Optional.empty(), SyncDataset::exists, Integer.MAX_VALUE));
  }

  /** The names of datasets that merges brought to stand beside the one of this name. */
  List<String> mergedNames(Identity owner, String name) {
    return list(owner, Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(dataset -> dataset.origin().filter(o -> o.dataset().equals(name)).isPresent())
        .map(SyncDataset::name)
        .toList();
  }

  /** Records of a dataset, deleted ones included, in the order of their keys. */
  List<SyncRecord> records(SyncDataset dataset, Predicate<SyncRecord> wanted) {
    return values(
        byKey.scan(
            records(dataset.identityId(), dataset.name()),
            Optional.empty(),
            wanted,
            Integer.MAX_VALUE));
  }

  /**
   * Changes records of a dataset, all or none, and makes the dataset if there is none.
   *
   * @param by who changes them
   * @return the records as they are then, in the order of the patches
   * @throws io.github.keycloakcognito.devstack.cognito.wire.ServiceException if a patch is not
   *     based on the present record, or a limit would be exceeded
   */
  List<SyncRecord> patch(Identity owner, String name, List<RecordPatch> patches, String by) {
    return patches.isEmpty()
        ? List.of()
        : store.change(() -> patchNow(dataset(owner, name), patches, by));
  }

  private SyncDataset dataset(Identity owner, String name) {
    Optional<SyncDataset> known = find(owner, name);
    if (known.isPresent() && known.get().exists()) {
      return known.get();
    }
    if (list(owner, Optional.empty(), MAX_DATASETS).size() == MAX_DATASETS) {
      throw ErrorCode.LIMIT_EXCEEDED.because(
          "An identity can have " + MAX_DATASETS + " datasets at most.");
    }
    return SyncDataset.fresh(
        owner.poolId(),
        owner.id(),
        name,
        known.map(SyncDataset::syncCount).orElse(0L),
        known.map(SyncDataset::deletedAt).orElse(0L),
        clock.get());
  }

  private List<SyncRecord> patchNow(SyncDataset dataset, List<RecordPatch> patches, String by) {
    Instant now = clock.get();
    String prefix = records(dataset.identityId(), dataset.name());
    List<SyncRecord> changed = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    long bytes = dataset.bytes();
    int count = dataset.records();
    for (RecordPatch patch : patches) {
      if (!keys.add(patch.key())) {
        throw ErrorCode.INVALID_PARAMETER.because("Duplicate record key: " + patch.key());
      }
      Optional<SyncRecord> present = byKey.get(prefix + patch.key());
      requireCurrent(patch, present);
      SyncRecord record =
          new SyncRecord(
              patch.key(),
              patch.value(),
              dataset.syncCount() + 1,
              now,
              by,
              patch.deviceModified().orElse(now));
      bytes += record.bytes() - present.map(SyncRecord::bytes).orElse(0L);
      count += (record.value().isPresent() ? 1 : 0) - (isLive(present) ? 1 : 0);
      changed.add(record);
    }
    requireRoom(bytes, count);
    changed.forEach(record -> byKey.put(prefix + record.key(), record));
    put(dataset.changed(now, by, bytes, count));
    return changed;
  }

  private static void requireCurrent(RecordPatch patch, Optional<SyncRecord> present) {
    long current = present.map(SyncRecord::syncCount).orElse(0L);
    boolean newToDevice = patch.syncCount() == 0 && !isLive(present);
    if (patch.syncCount() != current && !newToDevice) {
      throw ErrorCode.RESOURCE_CONFLICT.because(
          "Current SyncCount for: "
              + patch.key()
              + " is: "
              + current
              + " not: "
              + patch.syncCount());
    }
  }

  private static boolean isLive(Optional<SyncRecord> record) {
    return record.flatMap(SyncRecord::value).isPresent();
  }

  private static void requireRoom(long bytes, int count) {
    if (count > MAX_RECORDS) {
      throw ErrorCode.LIMIT_EXCEEDED.because(
          "A dataset can have " + MAX_RECORDS + " records at most.");
    }
    if (bytes > MAX_BYTES) {
      throw ErrorCode.LIMIT_EXCEEDED.because("A dataset can have " + MAX_BYTES + " bytes at most.");
    }
  }

  /** Deletes a dataset with all its records; returns it as it was. */
  SyncDataset delete(Identity owner, String name, String by) {
    return store.change(
        () -> {
          SyncDataset dataset = existing(owner, name);
          removeRecords(dataset);
          put(dataset.deleted(clock.get(), by));
          return dataset;
        });
  }

  /** Hands the datasets of a merged identity to its new owner; inside of a change only. */
  void merge(Identity from, Identity into) {
    for (SyncDataset dataset : list(from, Optional.empty(), Integer.MAX_VALUE)) {
      SyncDataset.Origin origin =
          dataset.origin().orElse(new SyncDataset.Origin(dataset.name(), from.id()));
      boolean one = assumptions.is(Assumption.SYNC_MERGED_COUNT, "one");
      SyncDataset moved =
          dataset.movedTo(into.id(), mergedName(origin), origin, one ? 1 : dataset.syncCount());
      removeRecords(moved);
      records(dataset, record -> true)
          .forEach(record -> byKey.put(records(into.id(), moved.name()) + record.key(), record));
      put(moved);
    }
    removeAll(from);
  }

  private String mergedName(SyncDataset.Origin origin) {
    String id = origin.identityId();
    boolean whole = assumptions.is(Assumption.SYNC_MERGED_NAME, "identityId");
    return origin.dataset() + "." + (whole ? id : id.substring(id.indexOf(':') + 1));
  }

  /** Forgets all datasets of an identity; inside of a change only. */
  void removeAll(Identity owner) {
    for (Table.Row<SyncDataset> row : byName.all(prefix(owner))) {
      removeRecords(row.value());
      byName.remove(row.key());
    }
  }

  private void removeRecords(SyncDataset dataset) {
    byKey
        .all(records(dataset.identityId(), dataset.name()))
        .forEach(row -> byKey.remove(row.key()));
  }

  private void put(SyncDataset dataset) {
    byName.put(dataset.poolId() + "/" + dataset.identityId() + "/" + dataset.name(), dataset);
    pools.update(dataset.poolId(), pool -> pool.withChange(dataset.modified()));
  }

  private static String prefix(Identity owner) {
    return owner.poolId() + "/" + owner.id() + "/";
  }

  private static String records(String identityId, String name) {
    return identityId + "/" + name + "/";
  }

  private static <T> List<T> values(List<Table.Row<T>> rows) {
    return rows.stream().map(Table.Row::value).toList();
  }
}
