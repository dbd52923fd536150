package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An IAM role that a Keycloak role stands for.
 *
 * @param name by which callers ask for it: the Keycloak role's, with the client id and a period in
 *     front of a client role's
 * @param label for people
 * @param arn the role's ARN
 * @param sessionDuration how long its credentials last, unless the caller asks for less; 15 minutes
 *     to 12 hours (AssumeRoleWithWebIdentity, {@code DurationSeconds})
 * @param pool alias of the only pool through which it may be taken; null for any
 * @param requirement the sign-in it asks for
 */
public record AwsRole(
    String name,
    String label,
    String arn,
    Duration sessionDuration,
    String pool,
    SignInRequirement requirement) {

  public static final Duration SHORTEST_SESSION = Duration.ofMinutes(15);
  public static final Duration LONGEST_SESSION = Duration.ofHours(12);

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z0-9-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}");

  /** Whether {@code arn} has the form of an IAM role's ARN. */
  public static boolean isArn(String arn) {
    return ARN.matcher(arn).matches();
  }

  /** The AWS account, twelve digits. */
  public String accountId() {
    return arn.split(":", 6)[4];
  }

  /** Whether it may be taken through {@code identityPool}. */
  public boolean belongsTo(IdentityPool identityPool) {
    return pool == null || pool.equals(identityPool.alias());
  }
}
