package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * One statement of a trust policy.
 *
 * @param effect what it does when it matches
 * @param principals whom it is about
 * @param actions patterns with {@code *} and {@code ?}; letter case does not count
 * @param conditions all of which must hold
 */
public record Statement(
    Effect effect, Principals principals, List<String> actions, List<Condition> conditions) {

  /** What a statement does. */
  public enum Effect {
    /** Allows, unless another statement denies. */
    ALLOW,
    /** Denies, whatever others allow. */
    DENY
  }

  boolean matches(TrustRequest request) {
    return principals.include(request.principal())
        && actions.stream().anyMatch(pattern -> actionMatches(pattern, request.action()))
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  /** Whether there is a condition on each of these keys. */
  boolean restricts(Collection<String> keys) {
    return keys.stream()
        .allMatch(key -> conditions.stream().anyMatch(c -> c.key().equalsIgnoreCase(key)));
  }

  private static boolean actionMatches(String pattern, String action) {
    return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }
}
