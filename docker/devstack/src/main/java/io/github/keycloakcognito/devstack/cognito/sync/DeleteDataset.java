package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** Deletes a dataset with its records, and answers what it was. */
final class DeleteDataset implements Operation {
  private final Access access;
  private final Datasets datasets;

  DeleteDataset(Access access, Datasets datasets) {
    this.access = access;
    this.datasets = datasets;
  }

  @Override
  public ObjectNode run(Call call) {
    Identity owner = access.identity(call);
    String name = call.input().text("DatasetName");
    ObjectNode answer = Answers.empty();
    answer.set("Dataset", Answers.dataset(datasets.delete(owner, name, Author.of(call))));
    return answer;
  }
}
