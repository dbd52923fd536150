package io.github.keycloakcognito.devstack.cognito;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;

/**
 * A device with a local copy of one dataset. It synchronises as AWS's mobile clients do: list what
 * changed, resolve conflicts (here the local value wins), push, and begin again after a conflict.
 */
final class SyncDevice {
  private static final int RETRIES = 3;

  private final CognitoSyncClient client;
  private final String identityId;
  private final String dataset;
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<String> modified = new HashSet<>();
  private Runnable beforePush = () -> {};
  private long lastSyncCount;

  SyncDevice(CognitoSyncClient client, String identityId, String dataset) {
    this.client = client;
    this.identityId = identityId;
    this.dataset = dataset;
  }

  SyncDevice put(String key, String value) {
    values.put(key, value);
    modified.add(key);
    return this;
  }

  SyncDevice remove(String key) {
    values.remove(key);
    modified.add(key);
    return this;
  }

  /** Does something once, between the next listing and its push. */
  SyncDevice beforePush(Runnable once) {
    beforePush = once;
    return this;
  }

  Map<String, String> values() {
    return values;
  }

  long lastSyncCount() {
    return lastSyncCount;
  }

  /** Returns the names of merged datasets; how often it had to begin again must not exceed 3. */
  List<String> synchronize() {
    for (int attempt = 0; attempt < RETRIES; attempt++) {
      ListRecordsResponse last = pull();
      beforePush.run();
      beforePush = () -> {};
      if (push(last)) {
        return last.mergedDatasetNames();
      }
    }
    throw new IllegalStateException("no success in " + RETRIES + " attempts");
  }

  private ListRecordsResponse pull() {
    List<Record> changed = new ArrayList<>();
    Optional<String> next = Optional.empty();
    ListRecordsResponse page;
    do {
      String token = next.orElse(null);
      page =
          client.listRecords(
              r ->
                  r.identityPoolId(Cognito.POOL)
                      .identityId(identityId)
                      .datasetName(dataset)
                      .lastSyncCount(lastSyncCount)
                      .maxResults(2)
                      .nextToken(token));
      changed.addAll(page.records());
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent());
    boolean gone = lastSyncCount > 0 && !page.datasetExists();
    if (gone || page.datasetDeletedAfterRequestedSyncCount()) {
      values.clear();
      counts.clear();
      modified.clear();
    }
    changed.forEach(this::take);
    lastSyncCount = gone ? 0 : page.datasetSyncCount();
    return page;
  }

  private void take(Record remote) {
    counts.put(remote.key(), remote.syncCount());
    if (!modified.contains(remote.key())) {
      if (remote.value() == null) {
        values.remove(remote.key());
      } else {
        values.put(remote.key(), remote.value());
      }
    }
  }

  private boolean push(ListRecordsResponse session) {
    List<RecordPatch> patches =
        modified.stream()
            .map(
                key ->
                    RecordPatch.builder()
                        .op(values.containsKey(key) ? Operation.REPLACE : Operation.REMOVE)
                        .key(key)
                        .value(values.get(key))
                        .syncCount(counts.getOrDefault(key, 0L))
                        .build())
            .toList();
    if (patches.isEmpty()) {
      return true;
    }
    lastSyncCount = session.datasetSyncCount();
    List<Record> pushed;
    try {
      pushed =
          client
              .updateRecords(
                  r ->
                      r.identityPoolId(Cognito.POOL)
                          .identityId(identityId)
                          .datasetName(dataset)
                          .recordPatches(patches)
                          .syncSessionToken(session.syncSessionToken()))
              .records();
    } catch (ResourceConflictException e) {
      return false;
    }
    modified.clear();
    pushed.forEach(record -> counts.put(record.key(), record.syncCount()));
    long newCount = pushed.get(0).syncCount();
    if (newCount == lastSyncCount + 1) {
      lastSyncCount = newCount;
    }
    return true;
  }
}
