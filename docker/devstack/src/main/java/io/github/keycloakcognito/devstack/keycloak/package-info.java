/**
 * Starts real Keycloak servers out of the distribution that Maven resolved: for tests, the quick
 * start, cluster tests and the benchmark. Entry point: {@link
 * io.github.keycloakcognito.devstack.keycloak.KeycloakServer#builder()}.
 */
package io.github.keycloakcognito.devstack.keycloak;
