package io.github.keycloakcognito.devstack.cognito.gate;

import io.github.keycloakcognito.devstack.cognito.control.Quotas;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.sigv4.SigV4Verifier;
import io.github.keycloakcognito.devstack.cognito.sigv4.Signer;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Request;

/** What every signed request passes before its operation sees it: signature, permission. */
public final class Gate {
  private final SigV4Verifier verifier;
  private final Quotas quotas;

  /** Verifies with the given verifier and counts against the given quotas. */
  public Gate(SigV4Verifier verifier, Quotas quotas) {
    this.verifier = verifier;
    this.quotas = quotas;
  }

  /** Who signed the request; refuses it if nobody known did. */
  public Signer authenticate(Request request) {
    return verifier.verify(request);
  }

  /** Refuses an operation the seed denies to this caller. */
  public void authorize(Caller caller, String service, String operation) {
    if (caller.denied(operation)) {
      throw ErrorCode.ACCESS_DENIED.because(
          "User: "
              + caller.arn()
              + " is not authorized to perform: "
              + service
              + ":"
              + operation
              + " because no identity-based policy allows the "
              + service
              + ":"
              + operation
              + " action");
    }
  }

  /** Refuses what exceeds the operation's rate. */
  public void throttle(String operation) {
    if (!quotas.admit(operation)) {
      throw ErrorCode.THROTTLED.because("Rate exceeded");
    }
  }
}
