package io.github.keycloakcognito.aws;

import java.net.URI;
import java.time.Duration;

/**
 * How AWS is reached; the operator's to say.
 *
 * @param region for calls that no pool's id names a region for; null for the SDK's own choice
 * @param cognitoEndpoint instead of AWS's own; null for AWS's own
 * @param stsEndpoint as {@code cognitoEndpoint}
 * @param connectTimeout for a TCP connection
 * @param attemptTimeout for one attempt of a call
 * @param callTimeout for a call with all its attempts
 */
public record AwsSettings(
    String region,
    URI cognitoEndpoint,
    URI stsEndpoint,
    Duration connectTimeout,
    Duration attemptTimeout,
    Duration callTimeout) {}
