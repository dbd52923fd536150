package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The structures that several operations answer. */
final class Answers {
  private static final int MILLIS_DIGITS = 3;

  private Answers() {}

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode dataset(SyncDataset dataset) {
    return empty()
        .put("IdentityId", dataset.identityId())
        .put("DatasetName", dataset.name())
        .put("CreationDate", seconds(dataset.created()))
        .put("LastModifiedDate", seconds(dataset.modified()))
        .put("LastModifiedBy", dataset.modifiedBy())
        .put("DataStorage", dataset.bytes())
        .put("NumRecords", dataset.records());
  }

  static ArrayNode records(List<SyncRecord> records) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    records.forEach(record -> list.add(record(record)));
    return list;
  }

  private static ObjectNode record(SyncRecord record) {
    ObjectNode answer =
        empty()
            .put("Key", record.key())
            .put("SyncCount", record.syncCount())
            .put("LastModifiedDate", seconds(record.modified()))
            .put("LastModifiedBy", record.modifiedBy())
            .put("DeviceLastModifiedDate", seconds(record.deviceModified()));
    record.value().ifPresent(value -> answer.put("Value", value));
    return answer;
  }

  static ObjectNode configuration(String poolId, SyncPool pool) {
    ObjectNode answer = empty().put("IdentityPoolId", poolId);
    pool.push()
        .ifPresent(
            push -> {
              ObjectNode node = answer.putObject("PushSync");
              ArrayNode arns = node.putArray("ApplicationArns");
              push.applicationArns().forEach(arns::add);
              push.roleArn().ifPresent(role -> node.put("RoleArn", role));
            });
    pool.streams()
        .ifPresent(
            streams -> {
              ObjectNode node = answer.putObject("CognitoStreams");
              streams.streamName().ifPresent(name -> node.put("StreamName", name));
              streams.roleArn().ifPresent(role -> node.put("RoleArn", role));
              streams.status().ifPresent(status -> node.put("StreamingStatus", status));
            });
    return answer;
  }

  static ObjectNode usage(String poolId, SyncPool pool, List<SyncDataset> datasets) {
    ObjectNode usage =
        empty()
            .put("IdentityPoolId", poolId)
            .put("SyncSessionsCount", pool.sessions())
            .put("DataStorage", datasets.stream().mapToLong(SyncDataset::bytes).sum());
    pool.modified().ifPresent(modified -> usage.put("LastModifiedDate", seconds(modified)));
    return usage;
  }

  static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_DIGITS);
  }
}
