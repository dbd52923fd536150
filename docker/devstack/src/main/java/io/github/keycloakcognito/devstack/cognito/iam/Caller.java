package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Optional;
import java.util.Set;

/**
 * Who signed a request.
 *
 * @param arn of the IAM user or of the role session
 * @param userId {@code AIDA…} of a user, {@code AROA…:session} of a role session
 * @param account twelve digits
 * @param identityId the Cognito identity that took the role; empty for everybody else
 * @param deniedOperations operations this caller may not call; {@code *} for all
 * @param roleSession of a role session only
 */
public record Caller(
    String arn,
    String userId,
    String account,
    Optional<String> identityId,
    Set<String> deniedOperations,
    Optional<RoleSession> roleSession) {
  /** Nobody, where no signature is asked for. */
  public static final Caller ANONYMOUS =
      new Caller("anonymous", "", "", Optional.empty(), Set.of(), Optional.empty());

  /** The user or, of a session, the role: what {@code aws:PrincipalArn} says. */
  public String principalArn() {
    return roleSession.map(RoleSession::roleArn).orElse(arn);
  }

  /** Whether the seed denies an operation to this caller; nothing else of IAM is evaluated. */
  public boolean denied(String operation) {
    return deniedOperations.contains("*") || deniedOperations.contains(operation);
  }
}
