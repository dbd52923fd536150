package io.github.keycloakcognito.devstack.cognito.token;

import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Mints tokens of the seeded OIDC providers, so that tests need no such provider. */
public final class TokenMint {
  private final Collection<OidcProvider> providers;
  private final ServiceClock clock;

  /** Mints for these providers. */
  public TokenMint(Collection<OidcProvider> providers, ServiceClock clock) {
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * A signed ID token.
   *
   * @param audience any; a wrong one is what a test may want
   * @param lifetime from now; negative gives an expired token
   * @throws IllegalArgumentException if the seed has no such issuer
   */
  public String mint(String issuer, String subject, String audience, Duration lifetime) {
    OidcProvider provider =
        providers.stream()
            .filter(candidate -> candidate.issuer().equals(issuer))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("issuer: no OIDC provider in the seed"));
    long now = clock.epochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("iat", now);
    claims.put("exp", now + lifetime.toSeconds());
    claims.put("jti", UUID.randomUUID().toString());
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    return Jws.sign(header, claims, provider.key());
  }
}
