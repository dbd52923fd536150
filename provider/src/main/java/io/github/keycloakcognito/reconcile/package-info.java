/** Keeps a pool's identities and Keycloak's users in step. Plain Java. */
package io.github.keycloakcognito.reconcile;
