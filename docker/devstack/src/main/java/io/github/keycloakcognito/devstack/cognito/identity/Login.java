package io.github.keycloakcognito.devstack.cognito.identity;

/**
 * A user at a provider.
 *
 * @param provider the key in Logins
 * @param subject who it is there
 */
public record Login(String provider, String subject) {}
