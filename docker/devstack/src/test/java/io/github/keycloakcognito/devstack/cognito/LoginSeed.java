package io.github.keycloakcognito.devstack.cognito;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** What the test seed has about sign-in providers. */
final class LoginSeed {
  static final String POOL = "eu-west-1:10910000-0000-4000-8000-000000000001";
  static final String MAPPED_POOL = "eu-west-1:10910000-0000-4000-8000-000000000002";
  static final String GOOGLE = "accounts.google.com";
  static final String FACEBOOK = "graph.facebook.com";
  static final String AMAZON = "www.amazon.com";
  static final String APPLE = "appleid.apple.com";
  static final String USER_POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_test";
  static final String OIDC = "oidc.test/realms/a";
  static final String OIDC_ARN = "arn:aws:iam::123456789012:oidc-provider/oidc.test/realms/a";
  static final String BROKEN = "login.broken.test";
  static final String DEVELOPER = "login.public";
  static final String ALICE_AT_FACEBOOK = "EAAB-alice";
  static final Map<String, String> AUDIENCES =
      Map.of(
          GOOGLE, "google-app",
          FACEBOOK, "7346241598935552",
          AMAZON, "amzn1.application.1",
          APPLE, "com.example.app",
          USER_POOL, "web",
          OIDC, "oidc-app",
          BROKEN, "broken-app");

  private LoginSeed() {}

  /** A token that the seeded pools take. */
  static String token(LocalCognito cognito, String provider, String subject) {
    return token(cognito, provider, subject, Map.of());
  }

  static String token(
      LocalCognito cognito, String provider, String subject, Map<String, Object> claims) {
    return cognito.mint(provider, subject, AUDIENCES.get(provider), Duration.ofHours(1), claims);
  }

  static String id(CognitoIdentityClient client, Map<String, String> logins) {
    return client.getId(r -> r.identityPoolId(POOL).logins(logins)).identityId();
  }
}
