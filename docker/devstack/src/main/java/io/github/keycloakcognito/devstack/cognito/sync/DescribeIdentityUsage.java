package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How much an identity has stored. */
final class DescribeIdentityUsage implements Operation {
  private final Access access;
  private final Datasets datasets;

  DescribeIdentityUsage(Access access, Datasets datasets) {
    this.access = access;
    this.datasets = datasets;
  }

  @Override
  public ObjectNode run(Call call) {
    Identity owner = access.identity(call);
    List<SyncDataset> all = datasets.list(owner, Optional.empty(), Integer.MAX_VALUE);
    Instant modified =
        all.stream()
            .map(SyncDataset::modified)
            .max(Comparator.naturalOrder())
            .orElse(owner.modified());
    ObjectNode answer = Answers.empty();
    answer
        .putObject("IdentityUsage")
        .put("IdentityId", owner.id())
        .put("IdentityPoolId", owner.poolId())
        .put("LastModifiedDate", Answers.seconds(modified))
        .put("DatasetCount", all.size())
        .put("DataStorage", all.stream().mapToLong(SyncDataset::bytes).sum());
    return answer;
  }
}
