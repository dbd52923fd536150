package io.github.keycloakcognito.exchange;

import java.time.Instant;
import java.util.List;

/**
 * An identity of a pool.
 *
 * @param logins names of the providers whose logins are linked; Cognito does not tell whose
 * @param created null where Cognito does not tell
 * @param lastModified as {@code created}
 */
public record IdentityDescription(
    String identityId, List<String> logins, Instant created, Instant lastModified) {

  public IdentityDescription {
    logins = List.copyOf(logins);
  }
}
