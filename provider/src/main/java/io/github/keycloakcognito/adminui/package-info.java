/** The page of Keycloak's admin console on which pools are edited. Experimental, as in Keycloak. */
package io.github.keycloakcognito.adminui;
