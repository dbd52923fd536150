package io.github.keycloakcognito.exchange;

import java.time.Duration;

/**
 * Amazon Cognito identity pools. Every method blocks, for {@code timeout} at most, and throws
 * {@link ExchangeException} for whatever AWS or the network refuses.
 */
public interface CognitoGateway {

  /** GetOpenIdTokenForDeveloperIdentity: the caller's identity is made if it does not exist yet. */
  OpenIdToken openIdToken(ExchangeRequest request, Duration timeout);

  /** GetCredentialsForIdentity: the enhanced flow, with the pool's authenticated role. */
  AwsCredentials credentials(IdentityPool pool, OpenIdToken token, Duration timeout);

  /**
   * AssumeRoleWithWebIdentity: the basic flow, with the role of {@code request}.
   *
   * @param request whose {@code role} is not null
   */
  AwsCredentials assumeRole(ExchangeRequest request, OpenIdToken token, Duration timeout);

  /**
   * GetIdentityPoolRoles. It only tells people which role they hold, so a refusal is no failure:
   * the answer then has no ARN.
   */
  PoolRole authenticatedRole(IdentityPool pool, Duration timeout);
}
