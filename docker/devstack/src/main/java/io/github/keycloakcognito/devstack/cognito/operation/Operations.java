package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.seed.Seed;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import java.util.List;

/** The list of all operations: the one place a new one is added to. */
public final class Operations {
  private Operations() {}

  /** All operations over the given state. */
  public static List<Operation> of(
      Seed seed,
      Identities identities,
      CognitoTokens tokens,
      TokenVerifier verifier,
      RoleAssumer roles) {
    Pools pools = new Pools(seed.pools(), identities);
    return List.of(
        new DescribeIdentity(pools),
        new DescribeIdentityPool(pools),
        new GetCredentialsForIdentity(pools, tokens, verifier, roles, seed.assumptions()),
        new GetId(pools, identities),
        new GetIdentityPoolRoles(pools),
        new GetOpenIdToken(pools, tokens),
        new GetOpenIdTokenForDeveloperIdentity(pools, identities, tokens, seed.assumptions()),
        new LookupDeveloperIdentity(pools, identities, seed.assumptions()));
  }
}
