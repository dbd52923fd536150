package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** The metadata of a dataset. */
final class DescribeDataset implements Operation {
  private final Access access;
  private final Datasets datasets;

  DescribeDataset(Access access, Datasets datasets) {
    this.access = access;
    this.datasets = datasets;
  }

  @Override
  public ObjectNode run(Call call) {
    Identity owner = access.identity(call);
    SyncDataset dataset = datasets.existing(owner, call.input().text("DatasetName"));
    ObjectNode answer = Answers.empty();
    answer.set("Dataset", Answers.dataset(dataset));
    return answer;
  }
}
