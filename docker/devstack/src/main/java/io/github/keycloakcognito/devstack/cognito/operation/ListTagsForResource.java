package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;

/** The tags of a pool. */
final class ListTagsForResource implements Operation {
  private final Existing existing;

  ListTagsForResource(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode tags = answer.putObject("Tags");
    PoolTags.pool(existing, call).tags().forEach(tags::put);
    return answer;
  }
}
