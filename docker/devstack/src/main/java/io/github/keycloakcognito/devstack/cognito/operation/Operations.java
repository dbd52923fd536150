package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.LoginVerifier;
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
      LoginVerifier loginVerifier,
      RoleAssumer roles,
      Assumptions assumptions) {
    Existing existing = new Existing(pools, identities, assumptions);
    Linking linking = new Linking(identities, assumptions);
    PublicLogins publicLogins = new PublicLogins(loginVerifier, assumptions);
    CognitoLogins cognitoLogins = new CognitoLogins(verifier, assumptions);
    IdentityTokens issued = new IdentityTokens(tokens, new PrincipalTags(assumptions));
    return List.of(
        new CreateIdentityPool(pools),
        new DeleteIdentities(existing, identities, assumptions),
        new DeleteIdentityPool(existing, identities),
        new DescribeIdentity(existing),
        new DescribeIdentityPool(existing),
        new GetCredentialsForIdentity(
            existing,
            linking,
            publicLogins,
            cognitoLogins,
            issued,
            new RoleChoice(assumptions),
            roles),
        new GetId(existing, linking, publicLogins),
        new GetIdentityPoolRoles(existing),
        new GetOpenIdToken(existing, linking, publicLogins, cognitoLogins, issued, assumptions),
        new GetOpenIdTokenForDeveloperIdentity(
            existing, linking, publicLogins, issued, assumptions),
        new GetPrincipalTagAttributeMap(existing, assumptions),
        new ListIdentities(existing, identities),
        new ListIdentityPools(pools),
        new ListTagsForResource(existing),
        new LookupDeveloperIdentity(existing, identities, assumptions),
        new MergeDeveloperIdentities(existing, identities, assumptions),
        new SetIdentityPoolRoles(existing, assumptions),
        new SetPrincipalTagAttributeMap(existing),
        new TagResource(existing),
        new UnlinkDeveloperIdentity(existing, identities, assumptions),
        new UnlinkIdentity(existing, identities, publicLogins, cognitoLogins, assumptions),
        new UntagResource(existing),
        new UpdateIdentityPool(existing, assumptions));
  }
}
