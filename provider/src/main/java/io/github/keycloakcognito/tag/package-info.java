/** The sources of principal tags: what Keycloak knows of a user. */
package io.github.keycloakcognito.tag;
