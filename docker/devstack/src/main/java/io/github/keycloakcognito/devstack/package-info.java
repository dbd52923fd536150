/** What runs around the provider in development: the local Cognito, Keycloak, the quick start. */
package io.github.keycloakcognito.devstack;
