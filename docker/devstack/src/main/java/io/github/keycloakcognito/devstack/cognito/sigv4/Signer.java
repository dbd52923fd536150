package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.iam.Caller;

/**
 * Who signed a request.
 *
 * @param caller whose credentials they are
 * @param region of the credential scope
 */
public record Signer(Caller caller, String region) {
  /** Of a request that needs no signature. */
  public static final Signer NOBODY = new Signer(Caller.ANONYMOUS, "");
}
