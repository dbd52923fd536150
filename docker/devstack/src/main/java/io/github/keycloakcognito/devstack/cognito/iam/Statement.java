package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One statement of a trust policy.
 *
 * @param effect what it does when it matches
 * @param federated the federated principals it names; {@code *} is everyone
 * @param actions patterns with {@code *} and {@code ?}; letter case does not count
 * @param conditions all of which must hold
 */
public record Statement(
    Effect effect, Set<String> federated, List<String> actions, List<Condition> conditions) {

  /** What a statement does. */
  public enum Effect {
    /** Allows, unless another statement denies. */
    ALLOW,
    /** Denies, whatever others allow. */
    DENY
  }

  boolean matches(TrustRequest request) {
    return (federated.contains("*") || federated.contains(request.federated()))
        && actions.stream().anyMatch(pattern -> actionMatches(pattern, request.action()))
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  private static boolean actionMatches(String pattern, String action) {
    return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }
}
