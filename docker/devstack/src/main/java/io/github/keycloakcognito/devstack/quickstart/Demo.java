package io.github.keycloakcognito.devstack.quickstart;

/** The demo data that the realm file and the local Cognito's seed share. */
final class Demo {
  static final String REALM = "demo";
  static final String CLIENT = "demo-app";
  static final String USER = "alice";
  static final String REGION = "eu-west-1";
  static final String POOL = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  /** In another account, so Keycloak takes a role there. */
  static final String REPORTS_POOL = "us-east-1:0b7f3c52-6d1e-4a8f-b3c9-2e5d7a94c610";

  static final String REPORTS_ASSUMED_ROLE =
      "arn:aws:iam::210987654321:role/KeycloakDeveloperProvider";

  /** What the realm may hand out. */
  static final String ROLES =
      REALM + "=arn:aws:iam::123456789012:role/*," + REALM + "=arn:aws:iam::210987654321:role/*";

  /** The example key pair of AWS's own documentation. */
  static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";

  static final String SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private Demo() {}
}
