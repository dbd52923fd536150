package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.token.TokenException.Reason;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Verifies tokens of Cognito itself and of the seeded OIDC providers. */
public final class TokenVerifier {
  private final Map<String, OidcProvider> providers;
  private final CognitoTokens tokens;
  private final ServiceClock clock;

  /** Trusts Cognito's own tokens and those of the given providers. */
  public TokenVerifier(
      Collection<OidcProvider> providers, CognitoTokens tokens, ServiceClock clock) {
    this.providers =
        providers.stream().collect(Collectors.toMap(OidcProvider::issuer, Function.identity()));
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Who claims to have issued it, unverified; empty if it is not a signed JWT. */
  public static Optional<String> claimedIssuer(String token) {
    try {
      return Optional.ofNullable(claims(SignedJWT.parse(token)).getIssuer());
    } catch (ParseException | TokenException e) {
      return Optional.empty();
    }
  }

  /** Verifies signature, then lifetime, then audience. */
  public WebIdentity verify(String token) throws TokenException {
    return verify(token, Duration.ZERO);
  }

  /**
   * Verifies signature, then lifetime, then audience.
   *
   * @param grace how long after its end the token still holds
   */
  public WebIdentity verify(String token, Duration grace) throws TokenException {
    long now = clock.epochSecond();
    SignedJWT jwt = parse(token);
    JWTClaimsSet claims = claims(jwt);
    String issuer = claims.getIssuer();
    if (CognitoTokens.ISSUER.equals(issuer)) {
      checkSignature(jwt, tokens.publicKey());
      checkClaims(claims, now, grace.toSeconds());
      return identity(claims, CognitoTokens.PROVIDER, CognitoTokens.PROVIDER);
    }
    OidcProvider provider = issuer == null ? null : providers.get(issuer);
    if (provider == null) {
      throw new TokenException(Reason.UNKNOWN_ISSUER, String.valueOf(issuer));
    }
    provider.checkSignature(jwt);
    checkClaims(claims, now, grace.toSeconds());
    if (!provider.clientIds().contains(claims.getAudience().get(0))) {
      throw new TokenException(Reason.WRONG_AUDIENCE, "aud");
    }
    return identity(claims, provider.arn(), provider.conditionPrefix());
  }

  static SignedJWT parse(String token) throws TokenException {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      throw new TokenException(Reason.MALFORMED, "not a signed JWT");
    }
  }

  static JWTClaimsSet claims(SignedJWT jwt) throws TokenException {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new TokenException(Reason.MALFORMED, "payload is not a JSON object of claims");
    }
  }

  static void checkSignature(SignedJWT jwt, RSAKey key) throws TokenException {
    try {
      if (jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
        return;
      }
    } catch (JOSEException e) {
      // An algorithm this key cannot verify is as bad as a wrong signature.
    }
    throw new TokenException(Reason.BAD_SIGNATURE, "signature");
  }

  static void checkClaims(JWTClaimsSet claims, long now, long grace) throws TokenException {
    if (claims.getExpirationTime() == null) {
      throw new TokenException(Reason.MISSING_CLAIM, "exp");
    }
    if (claims.getSubject() == null) {
      throw new TokenException(Reason.MISSING_CLAIM, "sub");
    }
    if (claims.getAudience().isEmpty() || claims.getAudience().stream().anyMatch(Objects::isNull)) {
      throw new TokenException(Reason.MISSING_CLAIM, "aud");
    }
    long expiry = claims.getExpirationTime().toInstant().getEpochSecond();
    if (now - grace >= expiry) {
      throw new TokenException(Reason.EXPIRED, "expired", now, expiry);
    }
  }

  private static WebIdentity identity(JWTClaimsSet claims, String principal, String prefix)
      throws TokenException {
    try {
      List<String> amr = claims.getStringListClaim("amr");
      return new WebIdentity(
          principal,
          prefix,
          claims.getIssuer(),
          claims.getSubject(),
          claims.getAudience().get(0),
          amr == null ? List.of() : amr,
          TagClaim.read(claims),
          claims.getExpirationTime().toInstant());
    } catch (ParseException e) {
      throw new TokenException(Reason.MALFORMED, "amr or tags claim");
    }
  }
}
