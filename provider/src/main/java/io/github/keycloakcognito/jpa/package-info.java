/** Adapter: the tables of the extension in Keycloak's database. */
package io.github.keycloakcognito.jpa;
