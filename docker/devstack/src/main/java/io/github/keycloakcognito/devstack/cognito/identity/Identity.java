package io.github.keycloakcognito.devstack.cognito.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An identity as it is at one moment.
 *
 * @param id {@code <region>:<uuid>}
 * @param poolId its pool
 * @param logins linked to it, oldest first; none for a guest
 * @param linkedOnce whether a login was ever linked: such an identity is nobody's guest any more
 * @param mergedInto the identity that took its logins; it is disabled then
 * @param created when
 * @param modified when its logins last changed
 */
public record Identity(
    String id,
    String poolId,
    List<Login> logins,
    boolean linkedOnce,
    Optional<String> mergedInto,
    Instant created,
    Instant modified) {

  static Identity guest(String id, String poolId, Instant now) {
    return new Identity(id, poolId, List.of(), false, Optional.empty(), now, now);
  }

  Identity withLogins(List<Login> changed, Instant now) {
    return new Identity(
        id, poolId, changed, linkedOnce || !changed.isEmpty(), mergedInto, created, now);
  }

  Identity disabled(String owner, Instant now) {
    return new Identity(id, poolId, List.of(), linkedOnce, Optional.of(owner), created, now);
  }

  /** Whether it was not merged into another one. */
  public boolean enabled() {
    return mergedInto.isEmpty();
  }

  /** Whether it has a login. */
  public boolean authenticated() {
    return !logins.isEmpty();
  }

  /** Whether it can be used without a login. */
  public boolean guest() {
    return enabled() && !linkedOnce;
  }

  /** Whether nobody can ever use it again: disabled, or its last login was unlinked. */
  public boolean inaccessible() {
    return !enabled() || (linkedOnce && logins.isEmpty());
  }

  /** The users of one provider, oldest first. */
  public List<String> subjects(String provider) {
    return logins.stream()
        .filter(login -> login.provider().equals(provider))
        .map(Login::subject)
        .toList();
  }
}
