/** Cognito Sync: datasets of records that the devices of one identity keep alike. */
package io.github.keycloakcognito.devstack.cognito.sync;
