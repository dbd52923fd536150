package io.github.keycloakcognito.devstack.cognito.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What becomes known about a request while it is served, also when it is refused in the end. Used
 * by one thread at a time.
 */
public final class Trace {
  private String caller = "anonymous";
  private ObjectNode input = JsonNodeFactory.instance.objectNode();
  private Optional<String> identityPoolId = Optional.empty();
  private Optional<String> identityId = Optional.empty();

  /** The signature holds, and this is whose it is. */
  public void caller(String arn) {
    caller = arn;
  }

  /** The input without anything secret. */
  public void input(ObjectNode redacted) {
    input = redacted;
  }

  /** Takes the ids that a checked input or a result names; what is known already stays. */
  public void ids(JsonNode members) {
    identityPoolId = identityPoolId.or(() -> text(members, "IdentityPoolId"));
    identityId = identityId.or(() -> text(members, "IdentityId"));
  }

  private static Optional<String> text(JsonNode members, String name) {
    return Optional.ofNullable(members.get(name)).map(JsonNode::textValue);
  }

  /** The ARN of who signed; {@code anonymous} if nobody did, or wrongly. */
  public String caller() {
    return caller;
  }

  /** Without anything secret; empty if the request was refused before its body was read. */
  public ObjectNode input() {
    return input;
  }

  /** The identity pool that the request or its answer names. */
  public Optional<String> identityPoolId() {
    return identityPoolId;
  }

  /** The identity that the request or its answer names. */
  public Optional<String> identityId() {
    return identityId;
  }
}
