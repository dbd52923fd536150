package io.github.keycloakcognito.outbox;

/**
 * A removal that waits to be done.
 *
 * @param id Keycloak's kind of id
 * @param attempts how often it was refused for a reason of its own
 */
public record OutboxEntry(String id, Removal removal, int attempts) {}
