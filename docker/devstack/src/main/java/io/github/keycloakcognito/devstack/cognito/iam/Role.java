package io.github.keycloakcognito.devstack.cognito.iam;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An IAM role.
 *
 * @param arn {@code arn:aws:iam::<account>:role/<path and name>}
 * @param id {@code AROA…}
 * @param maxSessionDuration 1 to 12 hours
 * @param trustPolicy who may take it
 * @param deniedOperations what its sessions may not call; {@code *} for all
 */
public record Role(
    String arn,
    String id,
    Duration maxSessionDuration,
    TrustPolicy trustPolicy,
    Set<String> deniedOperations) {

  /** Twelve digits. */
  public String account() {
    return arn.split(":", 6)[4];
  }

  /** A session of this role, as GetCallerIdentity shows it. */
  Caller session(String sessionName, Optional<String> identityId, RoleSession session) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return new Caller(
        "arn:aws:sts::" + account() + ":assumed-role/" + name + "/" + sessionName,
        id + ":" + sessionName,
        account(),
        identityId,
        deniedOperations,
        Optional.of(session));
  }
}
