package io.github.keycloakcognito.exchange;

/**
 * What an issue depends on. Realm, user and pool settings are part of it, the session is not: it is
 * checked before the cache is asked.
 *
 * @param kind the type of the issue
 * @param realmId null for what belongs to the pool rather than to a user
 * @param userId as {@code realmId}
 * @param variant whatever else makes a difference, such as duration or identity; may be null
 */
public record IssueKey(
    Class<? extends Issue> kind,
    String realmId,
    String userId,
    IdentityPool pool,
    Object variant) {}
