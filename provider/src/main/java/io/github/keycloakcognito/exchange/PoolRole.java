package io.github.keycloakcognito.exchange;

import java.time.Instant;

/**
 * The role a pool gives to its authenticated identities.
 *
 * @param arn null where Keycloak may not ask for it, or the pool has none
 */
public record PoolRole(String arn, Instant servableUntil) implements Issue {}
