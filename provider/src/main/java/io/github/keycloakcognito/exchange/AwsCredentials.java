package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * Temporary AWS credentials.
 *
 * @param accessKeyId public half of the key
 * @param secretAccessKey secret
 * @param sessionToken secret
 * @param expiration when AWS stops accepting them
 * @param identityId the identity they stand for
 * @param accountId the AWS account; null where unknown
 * @param roleArn the role they carry; null where Keycloak may not ask the pool for it
 * @param awsRequestId AWS's id of the request that issued them; null where AWS named none
 */
public record AwsCredentials(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiration,
    String identityId,
    String accountId,
    String roleArn,
    String awsRequestId)
    implements Issue {

  /**
   * botocore asks again at each use from 15 minutes before the end on ({@code credentials.py},
   * {@code _DEFAULT_ADVISORY_REFRESH_TIMEOUT}), so older ones would only be asked for in vain.
   */
  static final Duration LEAST_LIFE = Duration.ofMinutes(15);

  @Override
  public Instant servableUntil() {
    return expiration.minus(LEAST_LIFE);
  }

  AwsCredentials withRole(String arn) {
    return new AwsCredentials(
        accessKeyId,
        secretAccessKey,
        sessionToken,
        expiration,
        identityId,
        accountId,
        arn,
        awsRequestId);
  }

  @Override
  public String toString() {
    return "AwsCredentials[" + accessKeyId + " until " + expiration + "]";
  }
}
