package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.List;

/**
 * A role's trust policy, as far as web identities use it: Effect, Principal.Federated, Action with
 * wildcards, Condition with string operators. Explicit denial wins.
 */
public record TrustPolicy(List<Statement> statements) {

  /** Whether the policy lets this happen. */
  public boolean allows(TrustRequest request) {
    List<Statement> matching = statements.stream().filter(s -> s.matches(request)).toList();
    return !matching.isEmpty()
        && matching.stream().noneMatch(s -> s.effect() == Statement.Effect.DENY);
  }
}
