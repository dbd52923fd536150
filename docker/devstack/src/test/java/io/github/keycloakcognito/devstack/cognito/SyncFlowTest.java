package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

class SyncFlowTest {
  @RegisterExtension static final SyncServer SERVER = new SyncServer();

  @Test
  void twoDevicesOfOneUserKeepAlike() {
    String user = newUser();
    String id = SERVER.user(user);
    try (CognitoSyncClient phone = SERVER.client(SERVER.credentials(user));
        CognitoSyncClient tablet = SERVER.client(SERVER.credentials(user))) {
      SyncDevice first = new SyncDevice(phone, id, "game");
      SyncDevice second = new SyncDevice(tablet, id, "game");
      first.put("score", "1").put("level", "a").put("name", "Ann").synchronize();
      assertThat(first.lastSyncCount()).isEqualTo(1);
      second.synchronize();
      assertThat(second.values()).isEqualTo(first.values());

      second.remove("level").put("score", "2").synchronize();
      first.synchronize();
      assertThat(first.values()).isEqualTo(Map.of("score", "2", "name", "Ann"));
      assertThat(first.lastSyncCount()).isEqualTo(2);
    }
  }

  @Test
  void aConflictIsResolvedAndPushedAgain() {
    String user = newUser();
    String id = SERVER.user(user);
    try (CognitoSyncClient client = SERVER.client(SERVER.credentials(user))) {
      SyncDevice first = new SyncDevice(client, id, "game");
      SyncDevice second = new SyncDevice(client, id, "game");
      first.put("score", "1").synchronize();
      second.synchronize();
      second
          .put("score", "2")
          .beforePush(() -> first.put("score", "3").put("other", "x").synchronize())
          .synchronize();
      first.synchronize();
      assertThat(first.values()).isEqualTo(Map.of("score", "2", "other", "x"));
      assertThat(second.values()).isEqualTo(first.values());
    }
  }

  @Test
  void aRecordThatChangesBetweenTwoPagesIsNotMissed() {
    String id = SERVER.user(newUser());
    SyncDevice writer = new SyncDevice(SERVER.developer(), id, "paged");
    writer.put("a", "1").put("b", "1").put("c", "1").put("d", "1").put("e", "1").synchronize();
    ListRecordsResponse first =
        SERVER
            .developer()
            .listRecords(
                r -> r.identityPoolId(POOL).identityId(id).datasetName("paged").maxResults(2));
    writer.put("a", "2").remove("b").remove("c").put("dd", "1").synchronize();
    ListRecordsResponse second =
        SERVER
            .developer()
            .listRecords(
                r ->
                    r.identityPoolId(POOL)
                        .identityId(id)
                        .datasetName("paged")
                        .syncSessionToken(first.syncSessionToken())
                        .nextToken(first.nextToken()));
    assertThat(first.records()).extracting(Record::key).containsExactly("a", "b");
    assertThat(second.records()).extracting(Record::key).containsExactly("c", "d", "dd", "e");
    assertThat(second.nextToken()).isNull();
    assertThat(second.syncSessionToken()).isEqualTo(first.syncSessionToken());
    assertThat(second.datasetSyncCount()).isEqualTo(first.datasetSyncCount()).isEqualTo(1);
    ListRecordsResponse later = list(id, "paged", 1);
    assertThat(later.records()).extracting(Record::key).containsExactly("a", "b", "c", "dd");
  }

  @Test
  void recordsTellTheirHistory() {
    String user = newUser();
    String id = SERVER.user(user);
    Instant device = Instant.ofEpochMilli(1_700_000_000_123L);
    try (CognitoSyncClient client = SERVER.client(SERVER.credentials(user))) {
      String token =
          client
              .listRecords(r -> r.identityPoolId(POOL).identityId(id).datasetName("notes"))
              .syncSessionToken();
      List<Record> written =
          client
              .updateRecords(
                  r ->
                      r.identityPoolId(POOL)
                          .identityId(id)
                          .datasetName("notes")
                          .syncSessionToken(token)
                          .clientContext("ignored")
                          .recordPatches(
                              RecordPatch.builder()
                                  .op(Operation.REPLACE)
                                  .key("k\u00e4y / \u2603")
                                  .value("")
                                  .syncCount(0L)
                                  .deviceLastModifiedDate(device)
                                  .build()))
              .records();
      ListRecordsResponse listed = list(id, "notes", 0);
      assertThat(listed.records()).isEqualTo(written);
      Record record = written.get(0);
      assertThat(record.key()).isEqualTo("k\u00e4y / \u2603");
      assertThat(record.value()).isEmpty();
      assertThat(record.syncCount()).isEqualTo(1);
      assertThat(record.deviceLastModifiedDate()).isEqualTo(device);
      assertThat(record.lastModifiedBy()).isEqualTo(id);
      assertThat(record.lastModifiedDate()).isAfter(device);
      assertThat(listed.lastModifiedBy()).isEqualTo(id);
      assertThat(listed.count()).isEqualTo(1);
      assertThat(listed.datasetExists()).isTrue();
      assertThat(listed.datasetSyncCount()).isEqualTo(1);
      assertThat(listed.datasetDeletedAfterRequestedSyncCount()).isFalse();
      assertThat(listed.mergedDatasetNames()).isEmpty();

      Dataset dataset =
          client
              .describeDataset(r -> r.identityPoolId(POOL).identityId(id).datasetName("notes"))
              .dataset();
      assertThat(dataset.identityId()).isEqualTo(id);
      assertThat(dataset.datasetName()).isEqualTo("notes");
      assertThat(dataset.dataStorage()).isEqualTo(10);
      assertThat(dataset.numRecords()).isEqualTo(1);
      assertThat(dataset.lastModifiedBy()).isEqualTo(id);
      assertThat(dataset.creationDate()).isEqualTo(dataset.lastModifiedDate());
    }
  }

  @Test
  void developersAndDevicesAreNamedAsTheOnesWhoChange() {
    String id = SERVER.user(newUser());
    assertThat(update(id, "d", replace("k", "1", 0)).get(0).lastModifiedBy())
        .isEqualTo("123456789012");
    String token = list(id, "d", 0).syncSessionToken();
    assertThat(
            SERVER
                .developer()
                .updateRecords(
                    r ->
                        r.identityPoolId(POOL)
                            .identityId(id)
                            .datasetName("d")
                            .syncSessionToken(token)
                            .deviceId("my phone")
                            .recordPatches(replace("k", "2", 1)))
                .records()
                .get(0)
                .lastModifiedBy())
        .isEqualTo("my phone");
  }

  @Test
  void aConflictRefusesTheWholeRequest() {
    String id = SERVER.user(newUser());
    update(id, "d", replace("user", "a", 0));
    assertThatThrownBy(() -> update(id, "d", replace("new", "x", 0), replace("user", "b", 0)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Current SyncCount for: user is: 1 not: 0")
        .satisfies(e -> assertThat(((ResourceConflictException) e).statusCode()).isEqualTo(409));
    assertThatThrownBy(() -> update(id, "d", replace("user", "a", 0)))
        .as("though the value is the same")
        .isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(() -> update(id, "d", replace("user", "b", 2)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Current SyncCount for: user is: 1 not: 2");
    assertThatThrownBy(() -> update(id, "d", remove("user", 0)))
        .isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(() -> update(id, "d", replace("new", "x", 1)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Current SyncCount for: new is: 0 not: 1");
    ListRecordsResponse after = list(id, "d", 0);
    assertThat(after.datasetSyncCount()).isEqualTo(1);
    assertThat(after.records()).extracting(Record::key).containsExactly("user");
  }

  @Test
  void deletedRecordsLeaveTombstones() {
    String id = SERVER.user(newUser());
    update(id, "d", replace("k", "1", 0), replace("l", "1", 0));
    Record removed = update(id, "d", remove("k", 1)).get(0);
    assertThat(removed.value()).isNull();
    assertThat(removed.syncCount()).isEqualTo(2);
    assertThat(list(id, "d", 1).records()).containsExactly(removed);
    assertThat(list(id, "d", 0).records()).extracting(Record::key).containsExactly("k", "l");
    assertThat(list(id, "d", 2).records()).isEmpty();
    assertThat(dataset(id, "d").numRecords()).isEqualTo(1);
    assertThat(dataset(id, "d").dataStorage()).isEqualTo(2);

    assertThatThrownBy(() -> update(id, "d", replace("k", "2", 1)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Current SyncCount for: k is: 2 not: 1");
    assertThat(update(id, "d", replace("k", "2", 0)).get(0).syncCount()).isEqualTo(3);
    update(id, "d", remove("k", 3));
    assertThat(update(id, "d", replace("k", "3", 4)).get(0).syncCount()).isEqualTo(5);
    assertThat(update(id, "d", remove("never there", 0)).get(0).syncCount()).isEqualTo(6);
    assertThat(dataset(id, "d").numRecords()).isEqualTo(2);
  }

  @Test
  void noPatchesChangeNothing() {
    String id = SERVER.user(newUser());
    assertThat(update(id, "d")).isEmpty();
    assertThat(list(id, "d", 0).datasetExists()).isFalse();
  }

  @Test
  void deletedDatasetsAreReportedToWhoeverKnewThem() {
    String id = SERVER.user(newUser());
    SyncDevice first = new SyncDevice(SERVER.developer(), id, "d");
    SyncDevice second = new SyncDevice(SERVER.developer(), id, "d");
    first.put("k", "1").synchronize();
    second.synchronize();
    Dataset deleted =
        SERVER
            .developer()
            .deleteDataset(r -> r.identityPoolId(POOL).identityId(id).datasetName("d"))
            .dataset();
    assertThat(deleted.datasetName()).isEqualTo("d");
    assertThat(deleted.numRecords()).isEqualTo(1);

    ListRecordsResponse gone = list(id, "d", 1);
    assertThat(gone.datasetExists()).isFalse();
    assertThat(gone.datasetDeletedAfterRequestedSyncCount()).isTrue();
    assertThat(gone.datasetSyncCount()).isEqualTo(2);
    assertThat(gone.records()).isEmpty();
    assertThat(list(id, "d", 0).datasetDeletedAfterRequestedSyncCount()).isFalse();
    assertThatThrownBy(() -> dataset(id, "d"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Dataset 'd' not found.");
    assertThatThrownBy(
            () ->
                SERVER
                    .developer()
                    .deleteDataset(r -> r.identityPoolId(POOL).identityId(id).datasetName("d")))
        .isInstanceOf(ResourceNotFoundException.class);

    first.synchronize();
    assertThat(first.values()).isEmpty();
    first.put("new", "2").synchronize();
    assertThat(first.lastSyncCount()).isEqualTo(3);
    assertThat(list(id, "d", 1).datasetDeletedAfterRequestedSyncCount()).isTrue();
    assertThat(list(id, "d", 2).datasetDeletedAfterRequestedSyncCount()).isFalse();
    second.synchronize();
    assertThat(second.values()).isEqualTo(Map.of("new", "2"));
  }

  @Test
  void aDatasetThatIsDeletedBetweenTwoPagesIsGone() {
    String id = SERVER.user(newUser());
    update(id, "d", replace("a", "1", 0), replace("b", "1", 0));
    String next =
        SERVER
            .developer()
            .listRecords(r -> r.identityPoolId(POOL).identityId(id).datasetName("d").maxResults(1))
            .nextToken();
    SERVER.developer().deleteDataset(r -> r.identityPoolId(POOL).identityId(id).datasetName("d"));
    ListRecordsResponse page =
        SERVER
            .developer()
            .listRecords(
                r -> r.identityPoolId(POOL).identityId(id).datasetName("d").nextToken(next));
    assertThat(page.records()).isEmpty();
    assertThat(page.datasetDeletedAfterRequestedSyncCount()).isTrue();
  }

  @Test
  void mergedIdentitiesKeepTheirDatasetsUnderNewNames() {
    String user = newUser();
    String guest = SERVER.guest();
    String id = SERVER.user(user);
    update(guest, "game", replace("score", "7", 0));
    update(guest, "game", replace("score", "8", 1));
    update(guest, "only", replace("k", "v", 0));
    update(id, "game", replace("score", "1", 0));
    try (CognitoSyncClient guestClient = SERVER.client(SERVER.guestCredentials(guest))) {
      assertThat(SERVER.user(user, guest)).isEqualTo(id);
      assertThatThrownBy(
              () -> guestClient.listDatasets(r -> r.identityPoolId(POOL).identityId(guest)))
          .isInstanceOf(NotAuthorizedException.class)
          .hasMessageContaining("Access to Identity '" + guest + "' is forbidden.");
    }
    String merged = "game." + guest;
    try (CognitoSyncClient client = SERVER.client(SERVER.credentials(user))) {
      SyncDevice device = new SyncDevice(client, id, "game");
      assertThat(device.synchronize()).containsExactly(merged);
      assertThat(device.values()).isEqualTo(Map.of("score", "1"));
      assertThat(client.listDatasets(r -> r.identityPoolId(POOL).identityId(id)).datasets())
          .extracting(Dataset::datasetName)
          .containsExactly("game", merged, "only." + guest);
      assertThat(list(id, "only", 0).mergedDatasetNames()).containsExactly("only." + guest);
      assertThat(list(id, "only", 0).datasetExists()).isFalse();

      SyncDevice other = new SyncDevice(client, id, merged);
      other.synchronize();
      assertThat(other.values()).isEqualTo(Map.of("score", "8"));
      assertThat(other.lastSyncCount()).isEqualTo(1);
      client.deleteDataset(r -> r.identityPoolId(POOL).identityId(id).datasetName(merged));
      assertThat(device.synchronize()).isEmpty();
    }
  }

  private static Dataset dataset(String id, String name) {
    return SERVER
        .developer()
        .describeDataset(r -> r.identityPoolId(POOL).identityId(id).datasetName(name))
        .dataset();
  }

  private static ListRecordsResponse list(String id, String dataset, long last) {
    return SERVER
        .developer()
        .listRecords(
            r -> r.identityPoolId(POOL).identityId(id).datasetName(dataset).lastSyncCount(last));
  }

  private static List<Record> update(String id, String dataset, RecordPatch... patches) {
    String token = list(id, dataset, 0).syncSessionToken();
    return SERVER
        .developer()
        .updateRecords(
            r ->
                r.identityPoolId(POOL)
                    .identityId(id)
                    .datasetName(dataset)
                    .syncSessionToken(token)
                    .recordPatches(patches))
        .records();
  }

  private static RecordPatch replace(String key, String value, long syncCount) {
    return RecordPatch.builder()
        .op(Operation.REPLACE)
        .key(key)
        .value(value)
        .syncCount(syncCount)
        .build();
  }

  private static RecordPatch remove(String key, long syncCount) {
    return RecordPatch.builder().op(Operation.REMOVE).key(key).syncCount(syncCount).build();
  }
}
