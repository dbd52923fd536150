package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Optional;

/**
 * What a session of a role remembers.
 *
 * @param roleArn of the role
 * @param tags its own and inherited ones
 * @param sourceIdentity set once, kept by all sessions taken from this one
 * @param chained whether the role was taken with the credentials of another role session
 */
public record RoleSession(
    String roleArn, SessionTags tags, Optional<String> sourceIdentity, boolean chained) {}
