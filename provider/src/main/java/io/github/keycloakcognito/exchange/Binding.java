package io.github.keycloakcognito.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which realm may use which pools and hand out which roles. Whoever may name a pool can impersonate
 * everyone in it, so this is the operator's to say, not a realm admin's.
 *
 * @param poolsByRealm pool ids by realm name
 * @param rolesByRealm patterns of role ARNs by realm name, {@code *} for any characters
 */
public record Binding(
    Map<String, Set<String>> poolsByRealm, Map<String, List<Pattern>> rolesByRealm) {

  /** The operator has bound nothing. */
  public static final Binding NONE = new Binding(Map.of(), Map.of());

  public Binding {
    poolsByRealm = Map.copyOf(poolsByRealm);
    rolesByRealm = Map.copyOf(rolesByRealm);
  }

  /** Once anything is bound, what is not bound is refused. */
  public boolean allowsPool(String realmName, String identityPoolId) {
    return isFree() || poolsByRealm.getOrDefault(realmName, Set.of()).contains(identityPoolId);
  }

  /** As {@link #allowsPool}. */
  public boolean allowsRole(String realmName, String arn) {
    return isFree()
        || rolesByRealm.getOrDefault(realmName, List.of()).stream()
            .anyMatch(pattern -> pattern.matcher(arn).matches());
  }

  private boolean isFree() {
    return poolsByRealm.isEmpty() && rolesByRealm.isEmpty();
  }
}
