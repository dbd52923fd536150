package io.github.keycloakcognito.exchange;

import java.time.Duration;

/** Roles to take. */
final class Roles {

  static final AwsRole READER = role("data-reader", "arn:aws:iam::123456789012:role/DataReader");
  static final AwsRole ADMIN = role("data-admin", "arn:aws:iam::123456789012:role/DataAdmin");

  private Roles() {}

  static AwsRole role(String name, String arn) {
    return new AwsRole(name, name, arn, Duration.ofHours(1), null, SignInRequirement.NONE);
  }

  static AwsRole ofPool(AwsRole role, String pool) {
    return new AwsRole(
        role.name(), role.label(), role.arn(), role.sessionDuration(), pool, role.requirement());
  }

  static AwsRole asking(AwsRole role, SignInRequirement requirement) {
    return new AwsRole(
        role.name(), role.label(), role.arn(), role.sessionDuration(), role.pool(), requirement);
  }
}
