package io.github.keycloakcognito.exchange;

import java.time.Duration;

/**
 * How much of the server and of AWS the exchange may use.
 *
 * @param maxWaiting requests that may wait for AWS at once, followers of another one's call
 *     included
 * @param callsPerSecond the quota of GetOpenIdTokenForDeveloperIdentity, per region
 * @param longestQueue how long an exchange may wait for its turn under that quota
 * @param callTimeout how long a request waits for AWS, all calls and retries together
 * @param renewalInterval how long credentials count as fresh, so that nobody has AWS asked for the
 *     same ones more often
 */
public record Limits(
    int maxWaiting,
    double callsPerSecond,
    Duration longestQueue,
    Duration callTimeout,
    Duration renewalInterval) {}
