/** Door: what happens in Keycloak and matters to identities. */
package io.github.keycloakcognito.events;
