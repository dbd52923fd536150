package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** The records that changed after a sync count, and the token to push changes with. */
final class ListRecords implements Operation {
  /** As many as a dataset can have. */
  private static final int PAGE = Datasets.MAX_RECORDS;

  private final Access access;
  private final Datasets datasets;
  private final SyncSessions sessions;
  private final Store store;
  private final Assumptions assumptions;

  ListRecords(
      Access access,
      Datasets datasets,
      SyncSessions sessions,
      Store store,
      Assumptions assumptions) {
    this.access = access;
    this.datasets = datasets;
    this.sessions = sessions;
    this.store = store;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    Identity owner = access.listed(call);
    String name = input.text("DatasetName");
    long last = input.number("LastSyncCount").orElse(0);
    int limit = PageToken.limit(input, PAGE);
    Optional<PageToken> next = PageToken.of(input);
    Optional<String> token = input.optional("SyncSessionToken");
    token.ifPresent(given -> sessions.check(given, owner, name));
    ObjectNode answer = store.read(() -> list(owner, name, last, next, limit));
    answer.put("SyncSessionToken", token.orElseGet(() -> sessions.begin(owner, name)));
    return answer;
  }

  private ObjectNode list(
      Identity owner, String name, long last, Optional<PageToken> next, int limit) {
    Optional<SyncDataset> known = datasets.find(owner, name);
    Optional<SyncDataset> dataset = known.filter(SyncDataset::exists);
    requireReached(dataset, last);
    List<SyncRecord> changed =
        dataset.map(found -> datasets.records(found, r -> wanted(r, last))).orElse(List.of());
    List<SyncRecord> rest =
        changed.stream()
            .filter(r -> next.isEmpty() || r.key().compareTo(next.get().after()) > 0)
            .toList();
    List<SyncRecord> page = rest.subList(0, Math.min(limit, rest.size()));

    // All pages tell the sync count of the first one: what changes meanwhile comes with the next
    // synchronisation, wherever in the list it is.
    long syncCount =
        next.map(PageToken::syncCount)
            .orElseGet(() -> known.map(SyncDataset::syncCount).orElse(0L));
    ObjectNode answer = Answers.empty();
    answer.set("Records", Answers.records(page));
    answer.put("Count", changed.size());
    answer.put("DatasetSyncCount", syncCount);
    dataset.ifPresent(found -> answer.put("LastModifiedBy", found.modifiedBy()));
    ArrayNode merged = answer.putArray("MergedDatasetNames");
    datasets.mergedNames(owner, name).forEach(merged::add);
    answer.put("DatasetExists", dataset.isPresent());
    answer.put("DatasetDeletedAfterRequestedSyncCount", deleted(known, last, next));
    if (rest.size() > limit) {
      answer.put("NextToken", new PageToken(syncCount, page.get(limit - 1).key()).encode());
    }
    return answer;
  }

  private static void requireReached(Optional<SyncDataset> dataset, long last) {
    if (last < 0 || dataset.filter(found -> last > found.syncCount()).isPresent()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "No such SyncCount: " + last + " exists for this Dataset");
    }
  }

  private boolean wanted(SyncRecord record, long last) {
    boolean shown =
        record.value().isPresent()
            || last > 0
            || assumptions.is(Assumption.SYNC_TOMBSTONES, "always");
    return shown && record.syncCount() > last;
  }

  /** A device that never saw the dataset has nothing to delete. */
  private static boolean deleted(Optional<SyncDataset> known, long last, Optional<PageToken> next) {
    long seen = last > 0 ? last : next.map(PageToken::syncCount).orElse(0L);
    return seen > 0 && known.filter(dataset -> dataset.deletedAt() > seen).isPresent();
  }
}
