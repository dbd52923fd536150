package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A pool, a caller and what AWS gives them. All lives begin at {@link #NOW}. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  public static final String POOL_ID = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";
  public static final IdentityPool POOL = pool(POOL_ID, true);
  public static final Caller ALICE = caller("alice");
  public static final ExchangeRequest REQUEST = ExchangeRequest.of(ALICE, POOL);

  private Samples() {}

  public static IdentityPool pool(String identityPoolId, boolean serviceAccounts) {
    return new IdentityPool(
        "default",
        identityPoolId,
        "login.keycloak.demo",
        Duration.ofMinutes(15),
        Set.of("demo-app"),
        serviceAccounts,
        "cognito",
        true);
  }

  public static Caller caller(String userId) {
    return caller("demo", userId, "demo-app");
  }

  public static Caller caller(String realm, String userId, String clientId) {
    return new Caller(
        realm + "-id",
        realm,
        userId,
        clientId,
        "session",
        Set.of("openid", "cognito"),
        false,
        false,
        userId,
        new SignIn(1, Map.of("silver", 2), NOW));
  }

  /** Lives for 15 minutes, so it may be served for 10. */
  public static OpenIdToken token(String name) {
    return new OpenIdToken(
        "eu-west-1:identity-of-" + name,
        "token-of-" + name,
        NOW,
        NOW.plus(Duration.ofMinutes(15)),
        "123456789012",
        "request-1");
  }

  /** Live for an hour, so they may be served for 45 minutes. */
  public static AwsCredentials credentials(String name) {
    return new AwsCredentials(
        "ASIA-" + name,
        "secret-of-" + name,
        "session-token-of-" + name,
        NOW.plus(Duration.ofHours(1)),
        "eu-west-1:identity-of-" + name,
        "123456789012",
        null,
        "request-2");
  }
}
