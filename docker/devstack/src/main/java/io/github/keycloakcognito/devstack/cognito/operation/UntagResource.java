package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes tags from a pool; those it does not have are no error. */
final class UntagResource implements Operation {
  private final Existing existing;

  UntagResource(Existing existing) {
    this.existing = existing;
  }

  @Override
  public ObjectNode run(Call call) {
    List<String> keys = call.input().list("TagKeys");
    existing.change(
        call, PoolTags.pool(existing, call).id(), pool -> pool.withTags(without(pool, keys)));
    return JsonNodeFactory.instance.objectNode();
  }

  private static Map<String, String> without(Pool pool, List<String> keys) {
    Map<String, String> tags = new LinkedHashMap<>(pool.tags());
    tags.keySet().removeAll(keys);
    return tags;
  }
}
