/** The seed file: what exists when the local Cognito starts. */
package io.github.keycloakcognito.devstack.cognito.seed;
