package io.github.keycloakcognito.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How AWS is reached; the operator's to say.
 *
 * @param region for calls that no pool's id names a region for; null for the SDK's own choice
 * @param cognitoEndpoint instead of AWS's own; null for AWS's own
 * @param stsEndpoint as {@code cognitoEndpoint}
 * @param signinEndpoint as {@code cognitoEndpoint}, for sign-in to the AWS console
 * @param assumedRoles ARNs of the roles Keycloak takes to reach a pool, by pool id; a pool of
 *     another account needs one
 * @param connectTimeout for a TCP connection
 * @param attemptTimeout for one attempt of a call
 * @param callTimeout for a call with all its attempts
 */
public record AwsSettings(
    String region,
    URI cognitoEndpoint,
    URI stsEndpoint,
    URI signinEndpoint,
    Map<String, String> assumedRoles,
    Duration connectTimeout,
    Duration attemptTimeout,
    Duration callTimeout) {

  public AwsSettings {
    assumedRoles = Map.copyOf(assumedRoles);
  }
}
