/** Signed tokens: those Cognito issues and those of the seeded OIDC providers. */
package io.github.keycloakcognito.devstack.cognito.token;
