package io.github.keycloakcognito.devstack.cognito.sts;

import io.github.keycloakcognito.devstack.cognito.wire.Form;
import io.github.keycloakcognito.devstack.cognito.wire.Request;

/** One operation of STS. Errors are thrown as ServiceException. */
interface StsOperation {

  /** As in the parameter Action. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Runs it and writes the members of its result. */
  void run(Request request, Form form, Xml result);
}
