package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.List;
import java.util.Optional;

/**
 * How the role of a provider's users is found.
 *
 * @param type {@code Token} or {@code Rules}
 * @param ambiguousRoleResolution {@code AuthenticatedRole} or {@code Deny}
 * @param rules in order; empty for {@code Token}
 */
public record RoleMapping(String type, Optional<String> ambiguousRoleResolution, List<Rule> rules) {

  /**
   * A rule.
   *
   * @param claim of the token
   * @param matchType {@code Equals}, {@code Contains}, {@code StartsWith} or {@code NotEqual}
   * @param value to compare the claim with
   * @param roleArn the role if it matches
   */
  public record Rule(String claim, String matchType, String value, String roleArn) {}
}
