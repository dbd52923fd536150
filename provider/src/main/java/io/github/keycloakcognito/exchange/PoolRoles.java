package io.github.keycloakcognito.exchange;

/**
 * The roles of a pool's identities.
 *
 * @param authenticated ARN; null where the pool has none
 * @param unauthenticated as {@code authenticated}
 * @param mapped whether the pool has rules that choose other roles by login
 */
public record PoolRoles(String authenticated, String unauthenticated, boolean mapped) {}
