package io.github.keycloakcognito.devstack.cognito.sts;

import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.wire.Form;
import io.github.keycloakcognito.devstack.cognito.wire.Request;

/** Who signed the request. Needs no permission, so none is asked for. */
final class GetCallerIdentity implements StsOperation {
  private final Gate gate;

  GetCallerIdentity(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void run(Request request, Form form, Xml result) {
    Caller caller = gate.authenticate(request);
    result.put("Arn", caller.arn()).put("UserId", caller.userId()).put("Account", caller.account());
  }
}
