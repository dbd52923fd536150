package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.BARE_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.AlreadyStreamedException;
import software.amazon.awssdk.services.cognitosync.model.BulkPublishStatus;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.StreamingStatus;

/** The other choice of each assumption about Cognito Sync; the defaults are tested elsewhere. */
class SyncAssumptionsTest {
  @RegisterExtension
  static final SyncServer SERVER =
      new SyncServer(
          Map.of(
              "syncForeignIdentity", "AccessDeniedException",
              "syncUnknownIdentity", "NotAuthorizedException",
              "syncTombstones", "afterFirstSync",
              "syncMergedCount", "kept",
              "syncMergedName", "uuid",
              "syncAbsentConfiguration", "removed",
              "syncBulkPublishSeconds", "0"));

  @Test
  void anotherIdentityIsDeniedAsByItsPolicy() {
    String user = newUser();
    try (CognitoSyncClient app = SERVER.client(SERVER.credentials(user))) {
      assertThatThrownBy(
              () -> app.listDatasets(r -> r.identityPoolId(POOL).identityId(UNKNOWN_IDENTITY)))
          .isInstanceOfSatisfying(
              CognitoSyncException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              });
    }
  }

  @Test
  void listsAnswerOnlyErrorsTheyDeclare() {
    String id = SERVER.user(newUser());
    assertThatThrownBy(
            () ->
                SERVER
                    .developer()
                    .listRecords(
                        r -> r.identityPoolId(POOL).identityId(UNKNOWN_IDENTITY).datasetName("d")))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Identity '" + UNKNOWN_IDENTITY + "' not found.");
    assertThatThrownBy(
            () ->
                SERVER.developer().listDatasets(r -> r.identityPoolId(UNKNOWN_POOL).identityId(id)))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("IdentityPool '" + UNKNOWN_POOL + "' not found.");
  }

  @Test
  void aNewDeviceDoesNotHearOfDeletedRecords() {
    String id = SERVER.user(newUser());
    SyncDevice device = new SyncDevice(SERVER.developer(), id, "d");
    device.put("k", "1").put("l", "1").synchronize();
    device.remove("k").synchronize();
    assertThat(list(id, "d", 0).records()).extracting(Record::key).containsExactly("l");
    assertThat(list(id, "d", 1).records()).extracting(Record::key).containsExactly("k");
    SyncDevice late = new SyncDevice(SERVER.developer(), id, "d");
    late.put("k", "again").synchronize();
    assertThat(late.values()).isEqualTo(Map.of("k", "again", "l", "1"));
  }

  @Test
  void mergedDatasetsKeepTheirCount() {
    String user = newUser();
    String guest = SERVER.guest();
    String id = SERVER.user(user);
    SyncDevice device = new SyncDevice(SERVER.developer(), guest, "d");
    device.put("k", "1").synchronize();
    device.put("k", "2").synchronize();
    SERVER.user(user, guest);
    String merged = "d." + guest.substring("eu-west-1:".length());
    assertThat(
            SERVER.developer().listDatasets(r -> r.identityPoolId(POOL).identityId(id)).datasets())
        .extracting(Dataset::datasetName)
        .containsExactly(merged);
    assertThat(list(id, merged, 0).datasetSyncCount()).isEqualTo(2);
    assertThat(list(id, "d", 0).mergedDatasetNames()).containsExactly(merged);
  }

  @Test
  void configurationIsReplacedAndBulkPublishIsDoneAtOnce() {
    CognitoSyncClient developer = SERVER.developer();
    developer.setIdentityPoolConfiguration(
        r ->
            r.identityPoolId(BARE_POOL)
                .cognitoStreams(
                    s ->
                        s.streamName("changes")
                            .roleArn("arn:aws:iam::123456789012:role/Stream")
                            .streamingStatus(StreamingStatus.ENABLED)));
    developer.bulkPublish(r -> r.identityPoolId(BARE_POOL));
    assertThat(
            developer.getBulkPublishDetails(r -> r.identityPoolId(BARE_POOL)).bulkPublishStatus())
        .isEqualTo(BulkPublishStatus.SUCCEEDED);
    assertThatThrownBy(() -> developer.bulkPublish(r -> r.identityPoolId(BARE_POOL)))
        .isInstanceOf(AlreadyStreamedException.class);
    developer.setIdentityPoolConfiguration(r -> r.identityPoolId(BARE_POOL));
    assertThat(
            developer
                .getIdentityPoolConfiguration(r -> r.identityPoolId(BARE_POOL))
                .cognitoStreams())
        .isNull();
  }

  private static ListRecordsResponse list(String id, String dataset, long last) {
    return SERVER
        .developer()
        .listRecords(
            r -> r.identityPoolId(POOL).identityId(id).datasetName(dataset).lastSyncCount(last));
  }
}
