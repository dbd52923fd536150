package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import java.util.List;

/** The list of all operations: the one place a new one is added to. */
public final class Operations {
  private Operations() {}

  /** All operations over the given state. */
  public static List<Operation> of(
      Pools pools,
      Identities identities,
      CognitoTokens tokens,
      TokenVerifier verifier,
      RoleAssumer roles,
      Assumptions assumptions) {
    Existing existing = new Existing(pools, identities);
    return List.of(
        new DeleteIdentities(identities, assumptions),
        new DescribeIdentity(existing),
        new DescribeIdentityPool(existing),
        new GetCredentialsForIdentity(existing, tokens, verifier, roles, assumptions),
        new GetId(existing, identities),
        new GetIdentityPoolRoles(existing),
        new GetOpenIdToken(existing, tokens),
        new GetOpenIdTokenForDeveloperIdentity(existing, identities, tokens, assumptions),
        new ListIdentities(existing, identities),
        new LookupDeveloperIdentity(existing, identities, assumptions),
        new MergeDeveloperIdentities(existing, identities, assumptions),
        new UnlinkDeveloperIdentity(existing, identities, assumptions));
  }
}
