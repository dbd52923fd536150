/** The door at Keycloak's token endpoint (RFC 8693): parse, authenticate, call, render. */
package io.github.keycloakcognito.tokenexchange;
