package io.github.keycloakcognito.devstack.cognito.iam;

import java.time.Duration;
import java.util.Optional;

/**
 * The wish to take a role.
 *
 * @param roleArn which
 * @param sessionName of the session
 * @param duration of the session
 * @param policies of the session, checked
 * @param tags asked for, without inherited ones
 * @param externalId for {@code sts:ExternalId}
 * @param sourceIdentity to be set
 */
public record RoleRequest(
    String roleArn,
    String sessionName,
    Duration duration,
    SessionPolicies policies,
    SessionTags tags,
    Optional<String> externalId,
    Optional<String> sourceIdentity) {

  /** A wish without tags of its own, as tokens bring theirs along. */
  public static RoleRequest of(
      String roleArn, String sessionName, Duration duration, SessionPolicies policies) {
    return new RoleRequest(
        roleArn,
        sessionName,
        duration,
        policies,
        SessionTags.NONE,
        Optional.empty(),
        Optional.empty());
  }
}
