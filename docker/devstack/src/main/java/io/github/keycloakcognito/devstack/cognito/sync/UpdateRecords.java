package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;

/** Changes records, all or none; a dataset that does not exist is made. */
final class UpdateRecords implements Operation {
  private final Access access;
  private final Datasets datasets;
  private final SyncSessions sessions;

  UpdateRecords(Access access, Datasets datasets, SyncSessions sessions) {
    this.access = access;
    this.datasets = datasets;
    this.sessions = sessions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    Identity owner = access.identity(call);
    String name = input.text("DatasetName");
    sessions.check(input.text("SyncSessionToken"), owner, name);
    List<RecordPatch> patches =
        input.structures("RecordPatches").stream().map(RecordPatch::of).toList();
    ObjectNode answer = Answers.empty();
    answer.set("Records", Answers.records(datasets.patch(owner, name, patches, Author.of(call))));
    return answer;
  }
}
