package io.github.keycloakcognito.exchange;

/**
 * The identity a user has in a pool, as Keycloak's database knows it.
 *
 * @param identityId null if the user has none any more
 */
public record KnownIdentity(
    String realmId, String userId, String identityPoolId, String identityId) {}
