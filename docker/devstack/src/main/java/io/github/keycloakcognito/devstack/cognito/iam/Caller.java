package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Set;

/**
 * Who signed a request.
 *
 * @param arn of the IAM user or of the role session
 * @param userId {@code AIDA…} of a user, {@code AROA…:session} of a role session
 * @param account twelve digits
 * @param deniedOperations operations this caller may not call; {@code *} for all
 */
public record Caller(String arn, String userId, String account, Set<String> deniedOperations) {

  /** Whether the seed denies an operation to this caller; nothing else of IAM is evaluated. */
  public boolean denied(String operation) {
    return deniedOperations.contains("*") || deniedOperations.contains(operation);
  }
}
