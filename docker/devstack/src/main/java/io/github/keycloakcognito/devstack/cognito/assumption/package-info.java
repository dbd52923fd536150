/** Decisions where no source says what AWS does. */
package io.github.keycloakcognito.devstack.cognito.assumption;
