package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** The datasets of an identity, those that merges brought included. */
final class ListDatasets implements Operation {
  /** Clients of AWS ask for as many at most. */
  private static final int PAGE = 64;

  private final Access access;
  private final Datasets datasets;

  ListDatasets(Access access, Datasets datasets) {
    this.access = access;
    this.datasets = datasets;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    int limit = PageToken.limit(input, PAGE);
    Optional<String> after = PageToken.of(input).map(PageToken::after);
    List<SyncDataset> found = datasets.list(access.listed(call), after, limit + 1);
    List<SyncDataset> page = found.subList(0, Math.min(limit, found.size()));
    ObjectNode answer = Answers.empty();
    ArrayNode list = answer.putArray("Datasets");
    page.forEach(dataset -> list.add(Answers.dataset(dataset)));
    answer.put("Count", page.size());
    if (found.size() > limit) {
      answer.put("NextToken", new PageToken(0, page.get(limit - 1).name()).encode());
    }
    return answer;
  }
}
