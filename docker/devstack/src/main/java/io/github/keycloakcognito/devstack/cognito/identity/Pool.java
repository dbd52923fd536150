package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.Map;
import java.util.Optional;

/**
 * An identity pool.
 *
 * @param id {@code <region>:<uuid>}
 * @param account twelve digits
 * @param name as people read it
 * @param allowUnauthenticated whether guests get identities
 * @param allowClassicFlow empty counts as allowed, but is shown as absent (tri-state at AWS)
 * @param developerProviderName the key of developer users in Logins
 * @param roles by {@code authenticated} and {@code unauthenticated}
 * @param tags of the pool
 */
public record Pool(
    String id,
    String account,
    String name,
    boolean allowUnauthenticated,
    Optional<Boolean> allowClassicFlow,
    Optional<String> developerProviderName,
    Map<String, String> roles,
    Map<String, String> tags) {

  /** What stands before the colon of the id. */
  public String region() {
    return id.substring(0, id.indexOf(':'));
  }

  /** As IAM policies name it. */
  public String arn() {
    return "arn:aws:cognito-identity:" + region() + ":" + account + ":identitypool/" + id;
  }

  /** The role the enhanced flow takes for an identity. */
  public Optional<String> role(boolean authenticated) {
    return Optional.ofNullable(roles.get(authenticated ? "authenticated" : "unauthenticated"));
  }
}
