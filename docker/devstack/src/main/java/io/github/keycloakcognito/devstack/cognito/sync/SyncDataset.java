package io.github.keycloakcognito.devstack.cognito.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * A dataset as it is at one moment, or what is remembered of one that was deleted.
 *
 * @param poolId the pool of its identity
 * @param identityId whose it is
 * @param name unique for an identity
 * @param origin where it came from, if a merge of identities brought it
 * @param exists false once it was deleted
 * @param syncCount raised by one with each change; goes on after a deletion
 * @param deletedAt the sync count of the last deletion; 0 if it never was deleted
 * @param created when
 * @param modified when
 * @param modifiedBy whoever changed it last
 * @param bytes of the keys and values of its records
 * @param records how many, without deleted ones
 */
record SyncDataset(
    String poolId,
    String identityId,
    String name,
    Optional<Origin> origin,
    boolean exists,
    long syncCount,
    long deletedAt,
    Instant created,
    Instant modified,
    String modifiedBy,
    long bytes,
    int records) {

  /**
   * What a dataset was before its identity was merged into another one.
   *
   * @param dataset its name
   * @param identityId whose it was
   */
  record Origin(String dataset, String identityId) {}

  static SyncDataset fresh(
      String poolId, String identityId, String name, long syncCount, long deletedAt, Instant now) {
    return new SyncDataset(
        poolId, identityId, name, Optional.empty(), true, syncCount, deletedAt, now, now, "", 0, 0);
  }

  SyncDataset changed(Instant now, String by, long newBytes, int newRecords) {
    return new SyncDataset(
        poolId,
        identityId,
        name,
        origin,
        true,
        syncCount + 1,
        deletedAt,
        created,
        now,
        by,
        newBytes,
        newRecords);
  }

  SyncDataset deleted(Instant now, String by) {
    return new SyncDataset(
        poolId,
        identityId,
        name,
        origin,
        false,
        syncCount + 1,
        syncCount + 1,
        created,
        now,
        by,
        0,
        0);
  }

  SyncDataset movedTo(String newIdentityId, String newName, Origin from, long newSyncCount) {
    return new SyncDataset(
        poolId,
        newIdentityId,
        newName,
        Optional.of(from),
        exists,
        newSyncCount,
        0,
        created,
        modified,
        modifiedBy,
        bytes,
        records);
  }
}
