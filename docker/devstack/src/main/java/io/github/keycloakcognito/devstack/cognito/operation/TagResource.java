package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds tags to a pool, and changes those it has. */
final class TagResource implements Operation {
  private final Existing existing;

  TagResource(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    Map<String, String> more = call.input().map("Tags");
    existing.change(
        call,
        PoolTags.pool(existing, call).id(),
        pool -> pool.withTags(PoolTags.checked(merged(pool, more))));
    return JsonNodeFactory.instance.objectNode();
  }

  private static Map<String, String> merged(Pool pool, Map<String, String> more) {
    Map<String, String> tags = new LinkedHashMap<>(pool.tags());
    tags.putAll(more);
    return tags;
  }
}
