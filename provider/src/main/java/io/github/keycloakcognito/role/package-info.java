/** The catalogue of IAM roles: Keycloak roles with {@code aws.role.*} attributes. */
package io.github.keycloakcognito.role;
