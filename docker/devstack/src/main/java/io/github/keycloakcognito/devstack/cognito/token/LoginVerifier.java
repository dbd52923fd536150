package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.UserPoolClient;
import io.github.keycloakcognito.devstack.cognito.token.TokenException.Reason;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies tokens of the providers a pool takes, in the steps of the developer guide, "Open ID
 * Connect providers (identity pools)": issuer, signature, expiry, azp or else aud.
 */
public final class LoginVerifier {
  private static final Set<String> WELL_KNOWN =
      Set.of(
          "accounts.google.com",
          "api.twitter.com",
          "appleid.apple.com",
          LoginProvider.FACEBOOK,
          "www.amazon.com",
          "www.digits.com");

  private final Map<String, LoginProvider> providers;
  private final Map<String, OidcProvider> iamProviders;
  private final ServiceClock clock;
  private final Duration grace;
  private final boolean facebookJwts;

  /**
   * How a pool takes one provider.
   *
   * @param qualified its other name: the ARN of an IAM OIDC provider
   * @param amrForm what stands between that name and the user in amr; empty for the audience
   */
  private record Accepted(
      String provider, String qualified, Optional<String> amrForm, Set<String> audiences) {
    VerifiedLogin login(String subject, String audience, Map<String, Object> claims) {
      return new VerifiedLogin(
          new Login(provider, subject),
          List.of(provider, qualified + ":" + amrForm.orElse(audience) + ":" + subject),
          List.of(provider + ":" + audience, qualified, provider),
          claims);
    }
  }

  /**
   * Asks these providers.
   *
   * @param iamProviders the OIDC providers of the account
   * @param grace how long after its end a JWT still holds
   * @param facebookJwts whether JWTs of Facebook's limited login are taken
   */
  public LoginVerifier(
      Collection<LoginProvider> providers,
      Collection<OidcProvider> iamProviders,
      ServiceClock clock,
      Duration grace,
      boolean facebookJwts) {
    this.providers =
        providers.stream().collect(Collectors.toMap(LoginProvider::name, Function.identity()));
    this.iamProviders =
        iamProviders.stream().collect(Collectors.toMap(OidcProvider::arn, Function.identity()));
    this.clock = clock;
    this.grace = grace;
    this.facebookJwts = facebookJwts;
  }

  /** Whether a name can only be that of a public provider, even where no pool takes it. */
  public static boolean knownPublicProvider(String name) {
    return WELL_KNOWN.contains(name) || name.contains("/") || name.contains(":");
  }

  /**
   * Who a login is of.
   *
   * @param provider the key in Logins; neither Cognito nor the developer
   */
  public VerifiedLogin verify(Pool pool, String provider, String token) throws TokenException {
    Optional<String> issuer = TokenVerifier.claimedIssuer(token);
    if (issuer.isPresent() && !issuers(provider).contains(issuer.get())) {
      throw new TokenException(Reason.OTHER_ISSUER, "iss");
    }
    Accepted accepted = accepted(pool, provider);
    LoginProvider asked = providers.get(provider);
    if (asked != null && asked.unreachable()) {
      throw new TokenException(Reason.UNREACHABLE, provider);
    }
    OpaqueToken opaque = asked == null ? null : asked.tokens().get(token);
    return opaque == null ? jwt(accepted, token) : opaque(accepted, opaque);
  }

  private List<String> issuers(String provider) {
    if (provider.equals(LoginProvider.FACEBOOK) && !facebookJwts) {
      return List.of();
    }
    return Optional.ofNullable(providers.get(provider))
        .map(LoginProvider::issuers)
        .orElseGet(() -> LoginProvider.issuersOf(provider));
  }

  private Accepted accepted(Pool pool, String provider) throws TokenException {
    String appId = pool.supportedLoginProviders().get(provider);
    if (appId != null) {
      // Twitter's is "<consumer key>;<consumer secret>".
      String app = appId.split(";", 2)[0];
      return new Accepted(provider, provider, Optional.empty(), Set.of(app));
    }
    Set<String> clients =
        pool.userPoolClients().stream()
            .filter(client -> client.providerName().equals(provider))
            .map(UserPoolClient::clientId)
            .collect(Collectors.toSet());
    if (!clients.isEmpty()) {
      return new Accepted(provider, provider, Optional.of("CognitoSignIn"), clients);
    }
    for (String arn : pool.openIdConnectProviderArns()) {
      OidcProvider configured = iamProviders.get(arn);
      if (configured != null && arn.endsWith(":oidc-provider/" + provider)) {
        return new Accepted(provider, arn, Optional.of("OIDC"), configured.clientIds());
      }
    }
    throw new TokenException(Reason.NOT_CONFIGURED, provider);
  }

  private VerifiedLogin opaque(Accepted accepted, OpaqueToken token) throws TokenException {
    if (!accepted.audiences().contains(token.appId())) {
      throw new TokenException(Reason.WRONG_AUDIENCE, "app");
    }
    Map<String, Object> claims = new LinkedHashMap<>(token.claims());
    claims.put("iss", accepted.provider());
    claims.put("aud", token.appId());
    claims.put("sub", token.subject());
    return accepted.login(token.subject(), token.appId(), claims);
  }

  private VerifiedLogin jwt(Accepted accepted, String token) throws TokenException {
    SignedJWT jwt = TokenVerifier.parse(token);
    JWTClaimsSet claims = TokenVerifier.claims(jwt);
    if (claims.getIssuer() == null) {
      throw new TokenException(Reason.MISSING_CLAIM, "iss");
    }
    LoginProvider provider = providers.get(accepted.provider());
    if (provider == null) {
      throw new TokenException(Reason.BAD_SIGNATURE, "no key of " + accepted.provider());
    }
    provider.checkSignature(jwt);
    TokenVerifier.checkClaims(claims, clock.epochSecond(), grace.toSeconds());
    String audience =
        audiences(claims).stream()
            .filter(accepted.audiences()::contains)
            .findFirst()
            .orElseThrow(() -> new TokenException(Reason.WRONG_AUDIENCE, "aud"));
    return accepted.login(claims.getSubject(), audience, claims.toJSONObject());
  }

  private static List<String> audiences(JWTClaimsSet claims) throws TokenException {
    try {
      String authorizedParty = claims.getStringClaim("azp");
      return authorizedParty == null ? claims.getAudience() : List.of(authorizedParty);
    } catch (ParseException e) {
      throw new TokenException(Reason.MALFORMED, "azp is no string");
    }
  }
}
