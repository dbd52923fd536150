/** Logins at identity providers that Keycloak brokered, with the tokens it stored of them. */
package io.github.keycloakcognito.broker;
