package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Sync knows of an identity pool.
 *
 * @param push where push notifications would go
 * @param streams where changes would be streamed to
 * @param events Lambda functions by event
 * @param bulkPublish the last one
 * @param sessions how many sync sessions were begun
 * @param modified when a dataset was last changed
 */
record SyncPool(
    Optional<PushSync> push,
    Optional<Streams> streams,
    Map<String, String> events,
    Optional<BulkPublishing> bulkPublish,
    long sessions,
    Optional<Instant> modified) {

  static final SyncPool UNTOUCHED =
      new SyncPool(
          Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), 0, Optional.empty());

  /** As SetIdentityPoolConfiguration has it. */
  record PushSync(List<String> applicationArns, Optional<String> roleArn) {
    /** Whether devices of a platform, e.g. {@code GCM}, can be reached. */
    boolean reaches(String platform) {
      return applicationArns.stream().anyMatch(arn -> arn.contains(":app/" + platform + "/"));
    }
  }

  /** As SetIdentityPoolConfiguration has it. */
  record Streams(Optional<String> streamName, Optional<String> roleArn, Optional<String> status) {
    boolean enabled() {
      return status.filter("ENABLED"::equals).isPresent();
    }
  }

  /** A bulk publish from its start to its end, which may be in the future. */
  record BulkPublishing(Instant start, Instant end) {}

  /** Refuses what needs push notifications where they were not configured. */
  void requirePush() {
    if (push.isEmpty()) {
      throw ErrorCode.INVALID_CONFIGURATION.because("Identity pool isn't set up for push sync.");
    }
  }

  SyncPool withConfiguration(Optional<PushSync> newPush, Optional<Streams> newStreams) {
    return new SyncPool(newPush, newStreams, events, bulkPublish, sessions, modified);
  }

  SyncPool withEvents(Map<String, String> newEvents) {
    return new SyncPool(push, streams, newEvents, bulkPublish, sessions, modified);
  }

  SyncPool withBulkPublish(BulkPublishing begun) {
    return new SyncPool(push, streams, events, Optional.of(begun), sessions, modified);
  }

  SyncPool withSession() {
    return new SyncPool(push, streams, events, bulkPublish, sessions + 1, modified);
  }

  SyncPool withChange(Instant now) {
    return new SyncPool(push, streams, events, bulkPublish, sessions, Optional.of(now));
  }
}
