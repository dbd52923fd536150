/** The shaded JAR in a real Keycloak, against the local Cognito. */
package io.github.keycloakcognito.it;
