/** Spans in Keycloak's own traces. */
package io.github.keycloakcognito.tracing;
