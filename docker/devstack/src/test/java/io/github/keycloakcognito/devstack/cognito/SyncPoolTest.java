package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.BARE_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.STRICT_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.AlreadyStreamedException;
import software.amazon.awssdk.services.cognitosync.model.BulkPublishStatus;
import software.amazon.awssdk.services.cognitosync.model.CognitoStreams;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.DuplicateRequestException;
import software.amazon.awssdk.services.cognitosync.model.GetBulkPublishDetailsResponse;
import software.amazon.awssdk.services.cognitosync.model.GetIdentityPoolConfigurationResponse;
import software.amazon.awssdk.services.cognitosync.model.IdentityPoolUsage;
import software.amazon.awssdk.services.cognitosync.model.IdentityUsage;
import software.amazon.awssdk.services.cognitosync.model.InvalidConfigurationException;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.Platform;
import software.amazon.awssdk.services.cognitosync.model.PushSync;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitosync.model.StreamingStatus;

class SyncPoolTest {
  @RegisterExtension static final SyncServer SERVER = new SyncServer();

  private static final PushSync PUSH =
      PushSync.builder()
          .applicationArns("arn:aws:sns:eu-west-1:123456789012:app/GCM/game")
          .roleArn("arn:aws:iam::123456789012:role/Push")
          .build();
  private static final CognitoStreams STREAM =
      CognitoStreams.builder()
          .streamName("changes")
          .roleArn("arn:aws:iam::123456789012:role/Stream")
          .streamingStatus(StreamingStatus.ENABLED)
          .build();
  private static final String LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:sync";

  @Test
  void usageIsAddedUp() {
    CognitoSyncClient developer = SERVER.developer();
    Instant begin = Instant.now().minusSeconds(1);
    String first = SERVER.user(newUser());
    String second = SERVER.user(newUser());
    IdentityPoolUsage before = poolUsage(POOL);
    new SyncDevice(developer, first, "a").put("k", "12345").synchronize();
    new SyncDevice(developer, first, "b").put("k", "1").put("l", "1").synchronize();
    new SyncDevice(developer, second, "a").put("k", "1").synchronize();

    IdentityUsage usage = usage(first);
    assertThat(usage.identityId()).isEqualTo(first);
    assertThat(usage.identityPoolId()).isEqualTo(POOL);
    assertThat(usage.datasetCount()).isEqualTo(2);
    assertThat(usage.dataStorage()).isEqualTo(10);
    assertThat(usage.lastModifiedDate()).isAfter(begin);
    assertThat(usage(SERVER.user(newUser())).datasetCount()).isZero();

    IdentityPoolUsage after = poolUsage(POOL);
    assertThat(after.identityPoolId()).isEqualTo(POOL);
    assertThat(after.dataStorage() - before.dataStorage()).isEqualTo(12);
    assertThat(after.syncSessionsCount() - before.syncSessionsCount()).isEqualTo(3);
    assertThat(after.lastModifiedDate()).isAfter(begin);

    developer.deleteDataset(r -> r.identityPoolId(POOL).identityId(first).datasetName("b"));
    assertThat(usage(first).dataStorage()).isEqualTo(6);
    assertThat(usage(first).datasetCount()).isEqualTo(1);
    assertThat(poolUsage(POOL).dataStorage()).isEqualTo(after.dataStorage() - 4);
  }

  @Test
  void usageOfAllPoolsOfTheRegionIsPaged() {
    var first = SERVER.developer().listIdentityPoolUsage(r -> r.maxResults(2));
    assertThat(first.identityPoolUsages())
        .extracting(IdentityPoolUsage::identityPoolId)
        .containsExactly(POOL, STRICT_POOL);
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.maxResults()).isEqualTo(2);
    var second =
        SERVER
            .developer()
            .listIdentityPoolUsage(r -> r.maxResults(60).nextToken(first.nextToken()));
    assertThat(second.identityPoolUsages())
        .extracting(IdentityPoolUsage::identityPoolId)
        .startsWith(BARE_POOL);
    assertThat(second.nextToken()).isNull();
    assertThat(second.identityPoolUsages().get(0).dataStorage()).isZero();
    assertThat(second.identityPoolUsages().get(0).lastModifiedDate()).isNull();
    String elsewhere =
        Raw.request(SERVER.endpoint(), "GET", "/identitypools")
            .signed(Cognito.KEY, "cognito-sync", "us-east-1", Clock.systemUTC())
            .send()
            .body();
    assertThat(elsewhere).isEqualTo("{\"IdentityPoolUsages\":[],\"MaxResults\":60,\"Count\":0}");
  }

  @Test
  void configurationIsKept() {
    CognitoSyncClient developer = SERVER.developer();
    GetIdentityPoolConfigurationResponse empty = configuration(STRICT_POOL);
    assertThat(empty.identityPoolId()).isEqualTo(STRICT_POOL);
    assertThat(empty.pushSync()).isNull();
    assertThat(empty.cognitoStreams()).isNull();
    var set =
        developer.setIdentityPoolConfiguration(r -> r.identityPoolId(STRICT_POOL).pushSync(PUSH));
    assertThat(set.pushSync()).isEqualTo(PUSH);
    developer.setIdentityPoolConfiguration(
        r -> r.identityPoolId(STRICT_POOL).cognitoStreams(STREAM));
    assertThat(configuration(STRICT_POOL).pushSync()).isEqualTo(PUSH);
    assertThat(configuration(STRICT_POOL).cognitoStreams()).isEqualTo(STREAM);
  }

  @Test
  void configurationThatMakesNoSense() {
    CognitoSyncClient developer = SERVER.developer();
    assertThatThrownBy(
            () ->
                developer.setIdentityPoolConfiguration(
                    r ->
                        r.identityPoolId(POOL)
                            .cognitoStreams(s -> s.streamingStatus(StreamingStatus.ENABLED))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("StreamName and RoleArn must be given to enable streaming.");
    assertThatThrownBy(
            () ->
                developer.setIdentityPoolConfiguration(
                    r -> r.identityPoolId(POOL).pushSync(p -> p.applicationArns("x"))))
        .isInstanceOf(CognitoSyncException.class)
        .hasMessageContaining(
            "1 validation error detected: Value '[x]' at 'pushSync.applicationArns' failed to"
                + " satisfy constraint");
  }

  @Test
  void eventsAreStored() {
    CognitoSyncClient developer = SERVER.developer();
    assertThat(events()).isEmpty();
    developer.setCognitoEvents(
        r -> r.identityPoolId(STRICT_POOL).events(Map.of("SyncTrigger", LAMBDA)));
    assertThat(events()).isEqualTo(Map.of("SyncTrigger", LAMBDA));
    developer.setCognitoEvents(r -> r.identityPoolId(STRICT_POOL).events(Map.of()));
    assertThat(events()).isEqualTo(Map.of("SyncTrigger", LAMBDA));
    developer.setCognitoEvents(
        r -> r.identityPoolId(STRICT_POOL).events(Map.of("SyncTrigger", "")));
    assertThat(events()).isEmpty();
    assertThatThrownBy(
            () ->
                developer.setCognitoEvents(
                    r -> r.identityPoolId(STRICT_POOL).events(Map.of("Other", LAMBDA))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The only event is SyncTrigger.");
    assertThatThrownBy(
            () ->
                developer.setCognitoEvents(
                    r ->
                        r.identityPoolId(STRICT_POOL)
                            .events(Map.of("SyncTrigger", LAMBDA, "Other", LAMBDA))))
        .isInstanceOf(CognitoSyncException.class)
        .hasMessageContaining("Member must have length less than or equal to 1");
  }

  @Test
  void bulkPublishIsOncePerDay() {
    CognitoSyncClient developer = SERVER.developer();
    assertThat(details().bulkPublishStatus()).isEqualTo(BulkPublishStatus.NOT_STARTED);
    assertThatThrownBy(() -> developer.bulkPublish(r -> r.identityPoolId(BARE_POOL)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Streaming is not enabled for this identity pool.");
    developer.setIdentityPoolConfiguration(r -> r.identityPoolId(BARE_POOL).cognitoStreams(STREAM));
    assertThat(developer.bulkPublish(r -> r.identityPoolId(BARE_POOL)).identityPoolId())
        .isEqualTo(BARE_POOL);
    assertThat(details().bulkPublishStatus()).isEqualTo(BulkPublishStatus.IN_PROGRESS);
    assertThat(details().bulkPublishCompleteTime()).isNull();
    assertThatThrownBy(() -> developer.bulkPublish(r -> r.identityPoolId(BARE_POOL)))
        .isInstanceOf(DuplicateRequestException.class)
        .hasMessageContaining("in progress");

    SERVER.running().clockOffset(Duration.ofSeconds(11));
    GetBulkPublishDetailsResponse done = details();
    assertThat(done.bulkPublishStatus()).isEqualTo(BulkPublishStatus.SUCCEEDED);
    assertThat(Duration.between(done.bulkPublishStartTime(), done.bulkPublishCompleteTime()))
        .isEqualTo(Duration.ofSeconds(10));
    assertThatThrownBy(() -> developer.bulkPublish(r -> r.identityPoolId(BARE_POOL)))
        .isInstanceOf(AlreadyStreamedException.class)
        .hasMessageContaining("less than 24 hours ago");

    Duration nextDay = Duration.ofHours(24).plusSeconds(11);
    SERVER.running().clockOffset(nextDay);
    assertThat(
            Raw.request(SERVER.endpoint(), "POST", "/identitypools/" + BARE_POOL + "/bulkpublish")
                .signed(
                    Cognito.KEY,
                    "cognito-sync",
                    "eu-west-1",
                    Clock.offset(Clock.systemUTC(), nextDay))
                .send()
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void devicesSubscribe() {
    String user = newUser();
    String id = SERVER.user(user);
    try (CognitoSyncClient app = SERVER.client(SERVER.credentials(user))) {
      assertThatThrownBy(() -> register(app, id, Platform.GCM, "push token"))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("Identity pool isn't set up for push sync on GCM.");
      assertThatThrownBy(
              () ->
                  app.subscribeToDataset(
                      r -> r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId("x")))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("Identity pool isn't set up for push sync.");
      SERVER.developer().setIdentityPoolConfiguration(r -> r.identityPoolId(POOL).pushSync(PUSH));
      String device = register(app, id, Platform.GCM, "push token");
      assertThat(register(app, id, Platform.GCM, "push token")).isEqualTo(device);
      assertThat(register(app, id, Platform.GCM, "other token")).isNotEqualTo(device);
      assertThatThrownBy(() -> register(app, id, Platform.ADM, "push token"))
          .isInstanceOf(InvalidConfigurationException.class);
      app.subscribeToDataset(
          r -> r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId(device));
      app.unsubscribeFromDataset(
          r -> r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId(device));
      app.unsubscribeFromDataset(
          r -> r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId(device));
      assertThatThrownBy(
              () ->
                  app.subscribeToDataset(
                      r ->
                          r.identityPoolId(POOL).identityId(id).datasetName("d").deviceId("a/b c")))
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("Device 'a/b c' not found.");
    }
  }

  private static String register(
      CognitoSyncClient app, String id, Platform platform, String token) {
    return app.registerDevice(
            r -> r.identityPoolId(POOL).identityId(id).platform(platform).token(token))
        .deviceId();
  }

  private static Map<String, String> events() {
    return SERVER.developer().getCognitoEvents(r -> r.identityPoolId(STRICT_POOL)).events();
  }

  private static GetBulkPublishDetailsResponse details() {
    return SERVER.developer().getBulkPublishDetails(r -> r.identityPoolId(BARE_POOL));
  }

  private static GetIdentityPoolConfigurationResponse configuration(String pool) {
    return SERVER.developer().getIdentityPoolConfiguration(r -> r.identityPoolId(pool));
  }

  private static IdentityUsage usage(String id) {
    return SERVER
        .developer()
        .describeIdentityUsage(r -> r.identityPoolId(POOL).identityId(id))
        .identityUsage();
  }

  private static IdentityPoolUsage poolUsage(String pool) {
    return SERVER
        .developer()
        .describeIdentityPoolUsage(r -> r.identityPoolId(pool))
        .identityPoolUsage();
  }
}
