/** Counters and timers in Keycloak's own metrics. */
package io.github.keycloakcognito.metrics;
