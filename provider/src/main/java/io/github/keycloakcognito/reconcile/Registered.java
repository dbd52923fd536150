package io.github.keycloakcognito.reconcile;

/**
 * What this server has noted of a user and a pool.
 *
 * @param realmId the user's realm
 * @param identityId null where the user is known to have none
 */
public record Registered(String userId, String realmId, String identityId) {}
