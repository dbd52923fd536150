package io.github.keycloakcognito.devstack.cognito.identity;

import java.time.Instant;
import java.util.List;

/**
 * An identity as it is at one moment.
 *
 * @param id {@code <region>:<uuid>}
 * @param poolId its pool
 * @param logins linked to it, oldest first; none for a guest
 * @param created when
 * @param modified when a login was last linked
 */
public record Identity(
    String id, String poolId, List<Login> logins, Instant created, Instant modified) {

  /** Whether it is no guest's. */
  public boolean authenticated() {
    return !logins.isEmpty();
  }

  /** The users of one provider, oldest first. */
  public List<String> subjects(String provider) {
    return logins.stream()
        .filter(login -> login.provider().equals(provider))
        .map(Login::subject)
        .toList();
  }
}
