/** Identity pools and the life cycle of the identities in them. */
package io.github.keycloakcognito.devstack.cognito.identity;
