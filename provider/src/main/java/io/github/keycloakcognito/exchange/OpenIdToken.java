package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * A Cognito OpenID token of a developer identity.
 *
 * @param identityId the identity it stands for
 * @param token the JWT; secret
 * @param issuedAt its {@code iat}
 * @param expiration its {@code exp}
 * @param accountId the AWS account of the pool; null where the token does not tell it
 * @param awsRequestId AWS's id of the request that issued it; null where AWS named none
 */
public record OpenIdToken(
    String identityId,
    String token,
    Instant issuedAt,
    Instant expiration,
    String accountId,
    String awsRequestId)
    implements Issue {

  /** A token with less than a third of its life is not handed out again. */
  @Override
  public Instant servableUntil() {
    return expiration.minus(Duration.between(issuedAt, expiration).dividedBy(3));
  }

  @Override
  public String toString() {
    return "OpenIdToken[" + identityId + " until " + expiration + "]";
  }
}
