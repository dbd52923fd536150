package io.github.keycloakcognito.devstack.quickstart;

/** The demo data that the realm file and the local Cognito's seed share. */
final class Demo {
  static final String REALM = "demo";
  static final String CLIENT = "demo-app";
  static final String USER = "alice";
  static final String REGION = "eu-west-1";
  static final String POOL = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  /** The example key pair of AWS's own documentation. */
  static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";

  static final String SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private Demo() {}
}
