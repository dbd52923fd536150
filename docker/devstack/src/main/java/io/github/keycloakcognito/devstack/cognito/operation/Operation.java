package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;

/** One operation of cognito-identity. Errors are thrown as ServiceException. */
public interface Operation {

  /** As in X-Amz-Target, without the service's prefix. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Whether the service model asks for a signature. */
  default boolean signed() {
    return true;
  }

  /** Runs it. */
  ObjectNode run(Input input);
}
