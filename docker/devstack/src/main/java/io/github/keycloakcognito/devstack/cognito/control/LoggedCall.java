package io.github.keycloakcognito.devstack.cognito.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A call of an AWS operation, and what came of it. Nothing in it is secret.
 *
 * @param time when it arrived, by the double's clock
 * @param service {@code cognito-identity}, {@code sts}, …
 * @param operation as the request names it; empty if it names none
 * @param caller the ARN of who signed; {@code anonymous} without a signature that holds
 * @param identityPoolId the pool that the request or its answer names
 * @param identityId the identity that the request or its answer names
 * @param input members of the request, secrets as {@code ***}; empty if it was refused unread
 * @param outcome {@code OK}, the name of an error, or {@code reset} and {@code garbage} for faults
 * @param status HTTP status; 0 if the connection was reset
 * @param durationMillis from its arrival to its answer
 * @param fault the kind of fault it met
 */
public record LoggedCall(
    Instant time,
    String service,
    String operation,
    String caller,
    Optional<String> identityPoolId,
    Optional<String> identityId,
    JsonNode input,
    String outcome,
    int status,
    double durationMillis,
    Optional<String> fault) {

  /** The outcome of a call that was served. */
  public static final String OK = "OK";
}
