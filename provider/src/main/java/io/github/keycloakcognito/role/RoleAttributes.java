package io.github.keycloakcognito.role;

import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.time.Duration;
import org.keycloak.models.RoleModel;

/** The attributes by which an admin makes a Keycloak role stand for an IAM role. */
final class RoleAttributes {

  static final String ARN = "aws.role.arn";
  static final String LABEL = "aws.role.label";
  static final String SESSION_DURATION = "aws.role.session-duration";
  static final String POOL = "aws.role.pool";
  static final String ACR = "aws.role.acr";
  static final String MAX_AGE = "aws.role.max-age";

  /** AssumeRoleWithWebIdentity's own default. */
  private static final Duration DEFAULT_DURATION = Duration.ofHours(1);

  private RoleAttributes() {}

  /**
   * @throws InvalidRoleException for the first attribute that breaks a rule
   */
  static AwsRole read(String name, RoleModel role) {
    String arn = role.getFirstAttribute(ARN).trim();
    if (!AwsRole.isArn(arn)) {
      throw new InvalidRoleException(ARN, "must be like arn:aws:iam::123456789012:role/DataReader");
    }
    String label = text(role, LABEL);
    return new AwsRole(
        name,
        label == null ? name : label,
        arn,
        sessionDuration(role),
        text(role, POOL),
        new SignInRequirement(
            text(role, ACR), seconds(role, MAX_AGE, Duration.ZERO, Duration.ofDays(365))));
  }

  private static Duration sessionDuration(RoleModel role) {
    Duration given =
        seconds(role, SESSION_DURATION, AwsRole.SHORTEST_SESSION, AwsRole.LONGEST_SESSION);
    return given == null ? DEFAULT_DURATION : given;
  }

  /** Null where it is not given. */
  private static Duration seconds(RoleModel role, String name, Duration least, Duration most) {
    String value = text(role, name);
    if (value == null) {
      return null;
    }
    String rule =
        "must be a whole number of seconds from " + least.toSeconds() + " to " + most.toSeconds();
    try {
      Duration given = Duration.ofSeconds(Integer.parseInt(value));
      if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
        throw new InvalidRoleException(name, rule);
      }
      return given;
    } catch (NumberFormatException e) {
      throw new InvalidRoleException(name, rule);
    }
  }

  private static String text(RoleModel role, String name) {
    String value = role.getFirstAttribute(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
