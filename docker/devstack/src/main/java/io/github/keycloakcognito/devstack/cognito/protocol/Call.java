package io.github.keycloakcognito.devstack.cognito.protocol;

import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.wire.Input;

/**
 * A call of an operation.
 *
 * @param input checked against the service model
 * @param caller who signed; {@link Caller#ANONYMOUS} where no signature is asked for
 * @param region the signature is for; empty without one
 */
public record Call(Input input, Caller caller, String region) {}
