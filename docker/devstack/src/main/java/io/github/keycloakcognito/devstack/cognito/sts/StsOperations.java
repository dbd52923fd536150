package io.github.keycloakcognito.devstack.cognito.sts;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import java.util.List;

/** The list of all operations: the one place a new one is added to. */
public final class StsOperations {
  private StsOperations() {}

  /** All operations over the given state. */
  public static List<Operation> of(
      TokenVerifier verifier, RoleAssumer roles, Assumptions assumptions) {
    return List.of(
        new AssumeRole(roles),
        new AssumeRoleWithWebIdentity(verifier, roles, assumptions),
        new GetCallerIdentity());
  }
}
