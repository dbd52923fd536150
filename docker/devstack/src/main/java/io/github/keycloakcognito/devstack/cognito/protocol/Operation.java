package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of a service. Errors are thrown as ServiceException. */
public interface Operation {

  /** As in the service model. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Whether IAM can deny it; only GetCallerIdentity is free to everyone. */
  default boolean needsPermission() {
    return true;
  }

  /** Runs it; the result has the members of the output in the service model. */
  ObjectNode run(Call call);
}
