/** The HTTP doors under {@code /realms/{realm}/cognito}: parse, authenticate, call, render. */
package io.github.keycloakcognito.rest;
