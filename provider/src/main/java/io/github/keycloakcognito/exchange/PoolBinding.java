package io.github.keycloakcognito.exchange;

import java.util.Map;
import java.util.Set;

/**
 * Which realm may use which pools. Whoever may name a pool can impersonate everyone in it, so this
 * is the operator's to say, not a realm admin's.
 *
 * @param poolsByRealm pool ids by realm name; empty while the operator has bound nothing
 */
public record PoolBinding(Map<String, Set<String>> poolsByRealm) {

  public PoolBinding {
    poolsByRealm = Map.copyOf(poolsByRealm);
  }

  /** Once anything is bound, what is not bound is refused. */
  public boolean allows(String realmName, String identityPoolId) {
    return poolsByRealm.isEmpty()
        || poolsByRealm.getOrDefault(realmName, Set.of()).contains(identityPoolId);
  }
}
