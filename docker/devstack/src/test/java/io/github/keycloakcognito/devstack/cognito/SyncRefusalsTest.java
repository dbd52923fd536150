package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.STRICT_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.LimitExceededException;
import software.amazon.awssdk.services.cognitosync.model.ListDatasetsResponse;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsRequest;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Platform;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitosync.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsRequest;

class SyncRefusalsTest {
  @RegisterExtension static final SyncServer SERVER = new SyncServer();

  private static String id;
  private static CognitoSyncClient app;

  @BeforeAll
  static void signIn() {
    String user = newUser();
    id = SERVER.user(user);
    app = SERVER.client(SERVER.credentials(user));
  }

  @AfterAll
  static void signOut() {
    app.close();
  }

  @Test
  void anIdentityHasTwentyDatasetsAtMost() {
    String owner = SERVER.user(newUser());
    for (int i = 0; i < 20; i++) {
      update(owner, String.format("d%02d", i), replace("k", "v"));
    }
    refused(
        () -> update(owner, "d20", replace("k", "v")),
        400,
        LimitExceededException.class,
        "An identity can have 20 datasets at most.");
    SERVER
        .developer()
        .deleteDataset(r -> r.identityPoolId(POOL).identityId(owner).datasetName("d07"));
    update(owner, "d20", replace("k", "v"));
    assertThat(pages(owner))
        .hasSize(3)
        .satisfies(
            pages ->
                assertThat(
                        pages.stream()
                            .flatMap(p -> p.datasets().stream())
                            .map(Dataset::datasetName))
                    .hasSize(20)
                    .isSorted()
                    .doesNotContain("d07"));
  }

  private static List<ListDatasetsResponse> pages(String owner) {
    var first = datasets(owner, 8, null);
    var second = datasets(owner, 8, first.nextToken());
    var third = datasets(owner, 8, second.nextToken());
    assertThat(first.count()).isEqualTo(8);
    assertThat(third.count()).isEqualTo(4);
    assertThat(third.nextToken()).isNull();
    return List.of(first, second, third);
  }

  private static ListDatasetsResponse datasets(String owner, int limit, String next) {
    return SERVER
        .developer()
        .listDatasets(
            r -> r.identityPoolId(POOL).identityId(owner).maxResults(limit).nextToken(next));
  }

  @Test
  void aDatasetHas1024RecordsAtMost() {
    String owner = SERVER.user(newUser());
    RecordPatch[] full =
        IntStream.range(0, 1024).mapToObj(i -> replace("k" + i, "v")).toArray(RecordPatch[]::new);
    assertThat(update(owner, "d", full)).hasSize(1024);
    refused(
        () -> update(owner, "d", replace("one more", "v")),
        400,
        LimitExceededException.class,
        "A dataset can have 1024 records at most.");
    update(
        owner,
        "d",
        RecordPatch.builder().op(Operation.REMOVE).key("k0").syncCount(1L).build(),
        replace("one more", "v"));
  }

  @Test
  void aDatasetHasOneMegabyteAtMost() {
    String owner = SERVER.user(newUser());
    update(owner, "d", replace("k", "x".repeat(1048575)));
    assertThat(
            SERVER
                .developer()
                .describeDataset(r -> r.identityPoolId(POOL).identityId(owner).datasetName("d"))
                .dataset()
                .dataStorage())
        .isEqualTo(1048576);
    assertThat(
            SERVER
                .developer()
                .listRecords(r -> r.identityPoolId(POOL).identityId(owner).datasetName("d"))
                .records()
                .get(0)
                .value())
        .hasSize(1048575);
    refused(
        () -> update(owner, "d", replace("l", "")),
        400,
        LimitExceededException.class,
        "A dataset can have 1048576 bytes at most.");
    refused(
        () -> update(owner, "e", replace("k", "\u00e4".repeat(600_000))),
        400,
        LimitExceededException.class,
        "A dataset can have 1048576 bytes at most.");
    refused(
        () -> update(owner, "e", replace("k", "x".repeat(1048576))),
        400,
        CognitoSyncException.class,
        "Member must have length less than or equal to 1048575");
    assertThat(update(owner, "escaped", replace("k", "\u0001".repeat(1_000_000)))).hasSize(1);
  }

  @Test
  void aLargerRequestIsRefusedAndNotLeftHanging() {
    RecordPatch[] patches =
        IntStream.range(0, 10)
            .mapToObj(i -> replace("k" + i, "x".repeat(1_000_000)))
            .toArray(RecordPatch[]::new);
    refused(
        () -> update(id, "d", patches),
        413,
        CognitoSyncException.class,
        "A request can have 8388608 bytes at most.");
  }

  @Test
  void sessionTokensAreForOneDatasetOfOneIdentity() {
    String other = SERVER.user(newUser());
    String token = token(id, "d");
    String message = "SyncSessionToken not valid for these inputs";
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> update(id, "d", r -> r.syncSessionToken("made up")),
            () -> update(id, "other", r -> r.syncSessionToken(token)),
            () -> update(other, "d", r -> r.syncSessionToken(token)),
            () ->
                app.listRecords(
                    r ->
                        r.identityPoolId(POOL)
                            .identityId(id)
                            .datasetName("other")
                            .syncSessionToken(token)))) {
      refused(call, 400, InvalidParameterException.class, message);
    }
    assertThat(update(id, "d", r -> r.syncSessionToken(token))).isEmpty();
  }

  @Test
  void parametersThatMakeNoSense() {
    refused(
        () -> list(r -> r.lastSyncCount(37L), existing()),
        400,
        InvalidParameterException.class,
        "No such SyncCount: 37 exists for this Dataset");
    refused(
        () -> list(r -> r.lastSyncCount(-1L), "never-there"),
        400,
        InvalidParameterException.class,
        "No such SyncCount: -1");
    refused(
        () -> list(r -> r.nextToken("x"), "d"),
        400,
        InvalidParameterException.class,
        "Invalid pagination token.");
    refused(
        () -> list(r -> r.nextToken("eA=="), "d"),
        400,
        InvalidParameterException.class,
        "Invalid pagination token.");
    refused(
        () -> list(r -> r.maxResults(0), "d"),
        400,
        InvalidParameterException.class,
        "MaxResults must be greater than 0.");
    refused(
        () -> update(id, "d", replace("k", "1"), replace("k", "2")),
        400,
        InvalidParameterException.class,
        "Duplicate record key: k");
    refused(
        () -> update(id, "d", replace("k", null)),
        400,
        InvalidParameterException.class,
        "A value must be given to replace: k");
    refused(
        () -> update(id, "d", RecordPatch.builder().op("append").key("k").syncCount(0L).build()),
        400,
        CognitoSyncException.class,
        "Member must satisfy enum value set: [replace, remove]");
    refused(
        () -> update(id, "no spaces", replace("k", "1")),
        400,
        CognitoSyncException.class,
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_.:-]+");
    refused(
        () -> update(id, "d", r -> r.syncSessionToken(null)),
        400,
        CognitoSyncException.class,
        "Value null at 'syncSessionToken' failed to satisfy constraint: Member must not be null");
    refused(
        () -> update(id, "d", replace("", "1")),
        400,
        CognitoSyncException.class,
        "Member must have length greater than or equal to 1");
  }

  @Test
  void anUnknownSyncCountOfADatasetThatNeverWasIsNoError() {
    assertThat(list(r -> r.lastSyncCount(37L), "never-there").datasetExists()).isFalse();
  }

  @Test
  void whatDoesNotExist() {
    CognitoSyncClient developer = SERVER.developer();
    String noPool = "IdentityPool '" + UNKNOWN_POOL + "' not found.";
    String noIdentity = "Identity '" + UNKNOWN_IDENTITY + "' not found.";
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> developer.describeIdentityPoolUsage(r -> r.identityPoolId(UNKNOWN_POOL)),
            () -> developer.getIdentityPoolConfiguration(r -> r.identityPoolId(UNKNOWN_POOL)),
            () -> developer.setIdentityPoolConfiguration(r -> r.identityPoolId(UNKNOWN_POOL)),
            () -> developer.getCognitoEvents(r -> r.identityPoolId(UNKNOWN_POOL)),
            () -> developer.setCognitoEvents(r -> r.identityPoolId(UNKNOWN_POOL).events(Map.of())),
            () -> developer.bulkPublish(r -> r.identityPoolId(UNKNOWN_POOL)),
            () -> developer.getBulkPublishDetails(r -> r.identityPoolId(UNKNOWN_POOL)),
            () ->
                developer.describeIdentityUsage(r -> r.identityPoolId(UNKNOWN_POOL).identityId(id)),
            () -> developer.listDatasets(r -> r.identityPoolId(UNKNOWN_POOL).identityId(id)),
            () ->
                app.registerDevice(
                    r ->
                        r.identityPoolId(UNKNOWN_POOL)
                            .identityId(id)
                            .platform(Platform.GCM)
                            .token("t")))) {
      refused(call, 404, CognitoSyncException.class, noPool);
    }
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () ->
                developer.describeIdentityUsage(
                    r -> r.identityPoolId(POOL).identityId(UNKNOWN_IDENTITY)),
            () ->
                developer.describeDataset(
                    r -> r.identityPoolId(POOL).identityId(UNKNOWN_IDENTITY).datasetName("d")),
            () ->
                developer.deleteDataset(
                    r -> r.identityPoolId(POOL).identityId(UNKNOWN_IDENTITY).datasetName("d")),
            () -> update(UNKNOWN_IDENTITY, "d", r -> r.syncSessionToken("x")))) {
      refused(call, 404, ResourceNotFoundException.class, noIdentity);
    }
    refused(
        () -> developer.describeIdentityUsage(r -> r.identityPoolId(STRICT_POOL).identityId(id)),
        404,
        ResourceNotFoundException.class,
        "Identity '" + id + "' not found.");
    refused(
        () -> app.describeIdentityUsage(r -> r.identityPoolId(STRICT_POOL).identityId(id)),
        404,
        ResourceNotFoundException.class,
        "Identity '" + id + "' not found.");
  }

  @Test
  void aDisabledIdentityIsForbiddenToEverybody() {
    String guest = SERVER.guest();
    String user = newUser();
    SERVER.user(user);
    SERVER.user(user, guest);
    refused(
        () -> SERVER.developer().listDatasets(r -> r.identityPoolId(POOL).identityId(guest)),
        403,
        NotAuthorizedException.class,
        "Access to Identity '" + guest + "' is forbidden.");
    refused(
        () -> update(guest, "d", r -> r.syncSessionToken("x")),
        403,
        NotAuthorizedException.class,
        "Access to Identity '" + guest + "' is forbidden.");
  }

  @Test
  void anIdentityTouchesItsOwnDataOnly() {
    String other = SERVER.user(newUser());
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> app.listDatasets(r -> r.identityPoolId(POOL).identityId(other)),
            () -> app.describeIdentityUsage(r -> r.identityPoolId(POOL).identityId(other)),
            () -> app.listRecords(r -> r.identityPoolId(POOL).identityId(other).datasetName("d")),
            () ->
                app.describeDataset(r -> r.identityPoolId(POOL).identityId(other).datasetName("d")),
            () -> app.deleteDataset(r -> r.identityPoolId(POOL).identityId(other).datasetName("d")),
            () ->
                app.updateRecords(
                    r ->
                        r.identityPoolId(POOL)
                            .identityId(other)
                            .datasetName("d")
                            .syncSessionToken("x")),
            () ->
                app.registerDevice(
                    r ->
                        r.identityPoolId(POOL).identityId(other).platform(Platform.GCM).token("t")),
            () ->
                app.subscribeToDataset(
                    r -> r.identityPoolId(POOL).identityId(other).datasetName("d").deviceId("x")),
            () ->
                app.unsubscribeFromDataset(
                    r -> r.identityPoolId(POOL).identityId(other).datasetName("d").deviceId("x")),
            () -> app.listDatasets(r -> r.identityPoolId(POOL).identityId(UNKNOWN_IDENTITY)))) {
      refused(call, 403, NotAuthorizedException.class, "is not authorized to access: eu-west-1:");
    }
  }

  @Test
  void aGuestHasDataToo() {
    String guest = SERVER.guest();
    try (CognitoSyncClient client = SERVER.client(SERVER.guestCredentials(guest))) {
      SyncDevice device = new SyncDevice(client, guest, "d");
      device.put("k", "v").synchronize();
      assertThat(device.lastSyncCount()).isEqualTo(1);
    }
  }

  @Test
  void whatIsForDevelopersOnly() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> app.listIdentityPoolUsage(r -> {}),
            () -> app.describeIdentityPoolUsage(r -> r.identityPoolId(POOL)),
            () -> app.getIdentityPoolConfiguration(r -> r.identityPoolId(POOL)),
            () -> app.setIdentityPoolConfiguration(r -> r.identityPoolId(POOL)),
            () -> app.getCognitoEvents(r -> r.identityPoolId(POOL)),
            () -> app.setCognitoEvents(r -> r.identityPoolId(POOL).events(Map.of())),
            () -> app.bulkPublish(r -> r.identityPoolId(POOL)),
            () -> app.getBulkPublishDetails(r -> r.identityPoolId(POOL)))) {
      refused(
          call,
          403,
          NotAuthorizedException.class,
          "This operation can only be called with developer credentials.");
    }
  }

  @Test
  void whatIsForDevicesOnly() {
    CognitoSyncClient developer = SERVER.developer();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () ->
                developer.registerDevice(
                    r -> r.identityPoolId(POOL).identityId(id).platform(Platform.GCM).token("t")),
            () ->
                developer.subscribeToDataset(
                    r -> r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId("x")),
            () ->
                developer.unsubscribeFromDataset(
                    r -> r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId("x")))) {
      refused(
          call,
          403,
          NotAuthorizedException.class,
          "This operation can only be called with Cognito Identity credentials.");
    }
  }

  @Test
  void whoIsDenied() {
    try (CognitoSyncClient denied = SERVER.client(SyncServer.DENIED_KEY)) {
      assertThat(denied.listDatasets(r -> r.identityPoolId(POOL).identityId(id)).sdkHttpResponse())
          .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200));
      refused(
          () -> denied.listIdentityPoolUsage(r -> {}),
          403,
          CognitoSyncException.class,
          "User: arn:aws:iam::123456789012:user/nosync is not authorized to perform:"
              + " cognito-sync:ListIdentityPoolUsage");
    }
  }

  @Test
  void whoIsNobody() {
    try (CognitoSyncClient nobody =
        SERVER.client(AwsBasicCredentials.create("AKIANOBODY", "secret"))) {
      refused(
          () -> nobody.listDatasets(r -> r.identityPoolId(POOL).identityId(id)),
          403,
          CognitoSyncException.class,
          "The security token included in the request is invalid.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttle", "error"})
  void faultsLookLikeThoseOfTheService(String kind) {
    Raw.request(SERVER.endpoint(), "PUT", "/_local/faults")
        .body("[{\"operation\":\"ListDatasets\",\"kind\":\"" + kind + "\",\"times\":1}]")
        .send();
    if (kind.equals("throttle")) {
      refused(() -> datasets(id, 1, null), 429, TooManyRequestsException.class, "Rate exceeded");
    } else {
      refused(() -> datasets(id, 1, null), 500, CognitoSyncException.class, "Injected");
    }
  }

  private static String existing() {
    update(id, "existing", replace("k" + newUser(), "v"));
    return "existing";
  }

  private static ListRecordsResponse list(
      Consumer<ListRecordsRequest.Builder> more, String dataset) {
    return app.listRecords(
        r -> more.accept(r.identityPoolId(POOL).identityId(id).datasetName(dataset)));
  }

  private static String token(String owner, String dataset) {
    return SERVER
        .developer()
        .listRecords(r -> r.identityPoolId(POOL).identityId(owner).datasetName(dataset))
        .syncSessionToken();
  }

  private static List<Record> update(String owner, String dataset, RecordPatch... patches) {
    String token = token(owner, dataset);
    return update(owner, dataset, r -> r.syncSessionToken(token).recordPatches(patches));
  }

  private static List<Record> update(
      String owner, String dataset, Consumer<UpdateRecordsRequest.Builder> more) {
    return SERVER
        .developer()
        .updateRecords(
            r -> more.accept(r.identityPoolId(POOL).identityId(owner).datasetName(dataset)))
        .records();
  }

  private static RecordPatch replace(String key, String value) {
    return RecordPatch.builder().op(Operation.REPLACE).key(key).value(value).syncCount(0L).build();
  }

  private static void refused(
      ThrowingCallable call,
      int status,
      Class<? extends CognitoSyncException> type,
      String message) {
    assertThatThrownBy(call)
        .isInstanceOf(type)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(((CognitoSyncException) e).statusCode()).isEqualTo(status));
  }
}
