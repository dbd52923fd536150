package io.github.keycloakcognito.devstack.cognito.token;

import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Mints tokens of the seeded providers, so that tests need no such provider. */
public final class TokenMint {
  private final Collection<LoginProvider> providers;
  private final ServiceClock clock;

  /** Mints for these providers. */
  public TokenMint(Collection<LoginProvider> providers, ServiceClock clock) {
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * A signed ID token.
   *
   * @param issuer an iss claim, or the key of a provider in Logins
   * @param audience any; a wrong one is what a test may want
   * @param lifetime from now; negative gives an expired token
   * @param more claims to add or replace; null takes one away
   * @throws IllegalArgumentException if the seed has no such issuer
   */
  public String mint(
      String issuer, String subject, String audience, Duration lifetime, Map<String, Object> more) {
    LoginProvider provider =
        providers.stream()
            .filter(candidate -> candidate.mints(issuer))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "issuer: no OIDC or sign-in provider in the seed"));
    long now = clock.epochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", provider.issuers().contains(issuer) ? issuer : provider.issuers().get(0));
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("iat", now);
    claims.put("exp", now + lifetime.toSeconds());
    claims.put("jti", UUID.randomUUID().toString());
    claims.putAll(more);
    claims.values().removeIf(Objects::isNull);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    return Jws.sign(header, claims, provider.key());
  }
}
