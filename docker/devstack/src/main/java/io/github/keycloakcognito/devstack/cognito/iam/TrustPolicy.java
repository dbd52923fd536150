package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A role's trust policy: Effect, Principal, Action with wildcards, Condition. Explicit denial wins.
 */
public record TrustPolicy(List<Statement> statements) {

  /** Whether the policy lets this happen. */
  public boolean allows(TrustRequest request) {
    return allows(request, Set.of());
  }

  /**
   * Whether the policy lets this happen.
   *
   * @param restricted keys on which a statement must have conditions to count as allowing
   */
  boolean allows(TrustRequest request, Collection<String> restricted) {
    List<Statement> matching = statements.stream().filter(s -> s.matches(request)).toList();
    return matching.stream()
            .anyMatch(s -> s.effect() == Statement.Effect.ALLOW && s.restricts(restricted))
        && matching.stream().noneMatch(s -> s.effect() == Statement.Effect.DENY);
  }
}
