/** The HTTP doors for admins under {@code /admin/realms/{realm}/cognito}. */
package io.github.keycloakcognito.admin;
