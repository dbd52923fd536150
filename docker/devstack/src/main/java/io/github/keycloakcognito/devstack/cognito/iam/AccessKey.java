package io.github.keycloakcognito.devstack.cognito.iam;

import java.time.Instant;
import java.util.Optional;

/**
 * Credentials that requests can be signed with.
 *
 * @param id {@code AKIA…} of a user, {@code ASIA…} of a role session
 * @param secret never logged
 * @param sessionToken of a role session only; never logged
 * @param expiration of a role session only
 * @param caller whom they stand for
 */
public record AccessKey(
    String id,
    String secret,
    Optional<String> sessionToken,
    Optional<Instant> expiration,
    Caller caller) {

  /** Whether these credentials are over. */
  public boolean expired(Instant now) {
    return expiration.isPresent() && !now.isBefore(expiration.get());
  }

  @Override
  public String toString() {
    return "AccessKey[" + id + " of " + caller.arn() + "]";
  }
}
