package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.ALICE_AT_FACEBOOK;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.AMAZON;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.APPLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.BROKEN;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.DEVELOPER;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.FACEBOOK;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.GOOGLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.OIDC;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.OIDC_ARN;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.POOL;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.USER_POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

class PublicLoginTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String UNSUPPORTED =
      "Token is not from a supported provider of this identity pool.";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  @ParameterizedTest
  @ValueSource(strings = {GOOGLE, FACEBOOK, AMAZON, APPLE, USER_POOL, OIDC})
  void findsTheIdentityOfALogin(String provider) {
    String user = newUser();
    String id = id(provider, token(provider, user));
    assertThat(id).startsWith("eu-west-1:");
    assertThat(id(provider, token(provider, user))).isEqualTo(id);
    assertThat(id(provider, token(provider, newUser()))).isNotEqualTo(id);
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins())
        .containsExactly(provider);
    Credentials issued =
        SERVER
            .client()
            .getCredentialsForIdentity(
                r -> r.identityId(id).logins(Map.of(provider, token(provider, user))))
            .credentials();
    try (StsClient sts = SERVER.sts(Cognito.session(issued))) {
      assertThat(sts.getCallerIdentity().arn())
          .endsWith(":assumed-role/PublicUser/CognitoIdentityCredentials");
    }
  }

  @Test
  void asksForNoSignature() {
    try (var anonymous = SERVER.anonymousClient()) {
      assertThat(LoginSeed.id(anonymous, Map.of(GOOGLE, token(GOOGLE, newUser())))).isNotEmpty();
    }
  }

  @Test
  void asksProvidersAboutOpaqueTokens() {
    String alice = id(FACEBOOK, ALICE_AT_FACEBOOK);
    assertThat(id(FACEBOOK, ALICE_AT_FACEBOOK)).isEqualTo(alice);
    assertThat(id(FACEBOOK, token(FACEBOOK, "1001"))).isEqualTo(alice);
    assertThat(id(FACEBOOK, "EAAB-bob")).isNotEqualTo(alice);
    assertThat(id(AMAZON, "Atza|alice")).isNotEqualTo(alice);
    assertThat(id("api.twitter.com", "123-abc;secret")).isNotEqualTo(alice);
    refused(() -> id(FACEBOOK, "EAAB-other-app"), UNSUPPORTED);
    refused(
        () -> id(FACEBOOK, "EAAB-unknown"),
        "Invalid login token. Not a valid OpenId Connect identity token.");
  }

  @Test
  void googleHasTwoIssuers() throws ParseException {
    String user = newUser();
    String old = SERVER.running().mint(GOOGLE, user, "google-app", HOUR);
    String current = SERVER.running().mint("https://accounts.google.com", user, "google-app", HOUR);
    assertThat(SignedJWT.parse(old).getJWTClaimsSet().getIssuer()).isEqualTo(GOOGLE);
    assertThat(SignedJWT.parse(current).getJWTClaimsSet().getIssuer())
        .isEqualTo("https://accounts.google.com");
    assertThat(id(GOOGLE, old)).isEqualTo(id(GOOGLE, current));
  }

  @Test
  void checksTheAuthorizedPartyBeforeTheAudience() {
    String user = newUser();
    String id = id(GOOGLE, token(GOOGLE, user));
    assertThat(id(GOOGLE, mint(GOOGLE, user, "web-app", Map.of("azp", "google-app"))))
        .isEqualTo(id);
    refused(
        () -> id(GOOGLE, mint(GOOGLE, user, "google-app", Map.of("azp", "other"))), UNSUPPORTED);
    refused(() -> id(GOOGLE, mint(GOOGLE, user, "other", Map.of())), UNSUPPORTED);
    List<String> several = List.of("other", "google-app");
    assertThat(id(GOOGLE, mint(GOOGLE, user, "x", Map.of("aud", several)))).isEqualTo(id);
    refused(
        () -> id(GOOGLE, mint(GOOGLE, user, "google-app", Map.of("azp", 7))),
        "Invalid login token. Not a valid OpenId Connect identity token.");
  }

  @Test
  void takesEveryClientOfAPool() {
    String user = newUser();
    String id = id(USER_POOL, mint(USER_POOL, user, "web", Map.of()));
    assertThat(id(USER_POOL, mint(USER_POOL, user, "mobile", Map.of()))).isEqualTo(id);
    refused(() -> id(USER_POOL, mint(USER_POOL, user, "admin", Map.of())), UNSUPPORTED);
    String oidcId = id(OIDC, mint(OIDC, user, "oidc-app", Map.of()));
    assertThat(id(OIDC, mint(OIDC, user, "oidc-spa", Map.of()))).isEqualTo(oidcId);
    refused(() -> id(OIDC, mint(OIDC, user, "oidc", Map.of())), UNSUPPORTED);
  }

  @Test
  void takesNoProviderThatIsNotConfigured() {
    refused(() -> id("login.other.test", "opaque"), UNSUPPORTED);
    refused(() -> id("nowhere.test", "opaque"), UNSUPPORTED);
    refused(() -> id("oidc.test/id/1", mint(Cognito.ISSUER, "a", "b", Map.of())), UNSUPPORTED);
    refused(
        () ->
            SERVER
                .client()
                .getId(
                    r ->
                        r.identityPoolId(Cognito.POOL)
                            .logins(Map.of(GOOGLE, token(GOOGLE, newUser())))),
        UNSUPPORTED);
    refused(
        () -> id("login.unseeded.test", unsigned("https://login.unseeded.test")),
        "Invalid login token. Not a valid OpenId Connect identity token.");
    refused(
        () -> id("login.unseeded.test", symmetric("https://login.unseeded.test")),
        "Invalid login token. Couldn't verify signed token.");
  }

  @Test
  void theKeyHasToBeTheIssuer() {
    String message = "Invalid login token. Issuer doesn't match providerName";
    refused(() -> id(APPLE, token(GOOGLE, newUser())), message);
    refused(() -> id(FACEBOOK, token(GOOGLE, newUser())), message);
    refused(() -> id("login.other.test", token(GOOGLE, newUser())), message);
    refused(() -> id("https://" + OIDC, token(OIDC, newUser())), message);
    refused(() -> id(GOOGLE, SERVER.token(newUser()).token()), message);
  }

  @Test
  void takesNoCognitoTokenAndNoDeveloperProvider() {
    String token = SERVER.token(newUser()).token();
    String cognitoToken = "Invalid login token. Can't pass in a Cognito token.";
    refused(() -> id(COGNITO, token), cognitoToken);
    refused(() -> id(DEVELOPER, token), cognitoToken);
    refused(() -> id(COGNITO, "opaque"), UNSUPPORTED);
    assertThatThrownBy(() -> id(DEVELOPER, "alice"))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Please provide a valid public provider"));
    String guest = guest();
    refused(() -> openIdToken(guest, Map.of(COGNITO, token)), cognitoToken);
    refused(() -> openIdToken(guest, Map.of(DEVELOPER, token)), cognitoToken);
  }

  @Test
  void everyLoginHasToHold() {
    Map<String, String> logins =
        Map.of(GOOGLE, token(GOOGLE, newUser()), APPLE, token(APPLE, newUser()) + "x");
    refused(
        () -> LoginSeed.id(SERVER.client(), logins),
        "Invalid login token. Couldn't verify signed token.");
  }

  @Test
  void checksTheSignature() throws ParseException, JOSEException {
    String good = token(GOOGLE, newUser());
    String[] parts = good.split("\\.", 3);
    String other = token(GOOGLE, newUser()).split("\\.", 3)[1];
    String message = "Invalid login token. Couldn't verify signed token.";
    refused(() -> id(GOOGLE, parts[0] + "." + other + "." + parts[2]), message);
    refused(() -> id(GOOGLE, symmetric("https://accounts.google.com")), message);
    refused(() -> id(GOOGLE, mint(APPLE, "a", "google-app", Map.of("iss", GOOGLE))), message);
    JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
    refused(
        () -> id(GOOGLE, new PlainJWT(claims).serialize()),
        "Invalid login token. Not a valid OpenId Connect identity token.");
    refused(
        () -> id(GOOGLE, parts[0] + ".e30." + parts[2]),
        "Invalid login token. Missing a required claim: iss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aud", "exp", "sub", "iss"})
  void needsItsClaims(String claim) {
    Map<String, Object> without = new HashMap<>();
    without.put(claim, null);
    refused(
        () -> id(GOOGLE, mint(GOOGLE, "alice", "google-app", without)),
        "Invalid login token. Missing a required claim: " + claim);
  }

  @Test
  void survivesClaimsOfOddTypes() {
    Map<String, Object> nullAudience = new HashMap<>();
    nullAudience.put("aud", Arrays.asList("google-app", null));
    refused(
        () -> id(GOOGLE, mint(GOOGLE, "alice", "x", nullAudience)),
        "Invalid login token. Missing a required claim: aud");
    for (Map<String, Object> odd :
        List.<Map<String, Object>>of(
            Map.of("exp", "soon"),
            Map.of("sub", List.of()),
            Map.of("aud", Map.of()),
            Map.of("iss", 7))) {
      refused(
          () -> id(GOOGLE, mint(GOOGLE, "alice", "google-app", odd)),
          "Invalid login token. Not a valid OpenId Connect identity token.");
    }
    for (double exp : new double[] {-1e300, 0, 1e300}) {
      assertThatThrownBy(() -> id(GOOGLE, mint(GOOGLE, "alice", "other", Map.of("exp", exp))))
          .isInstanceOf(NotAuthorizedException.class);
    }
  }

  @Test
  void expiresWithFiveMinutesGrace() {
    String user = newUser();
    assertThat(id(GOOGLE, expired(user, Duration.ofSeconds(-290)))).isNotEmpty();
    assertThatThrownBy(() -> id(GOOGLE, expired(user, Duration.ofMinutes(-5))))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageMatching("(?s)Invalid login token. Token expired: \\d{10} >= \\d{10} .*");
    String token = token(GOOGLE, user);
    SERVER.running().clockOffset(Duration.ofMinutes(64));
    assertThat(id(GOOGLE, token)).isNotEmpty();
    SERVER.running().clockOffset(Duration.ofMinutes(65));
    assertThatThrownBy(() -> id(GOOGLE, token)).hasMessageContaining("Token expired: ");
  }

  @Test
  void saysWhenAProviderIsOutOfReach() {
    String token = token(BROKEN, newUser());
    String guest = guest();
    Map<String, String> logins = Map.of(BROKEN, token);
    external(() -> id(BROKEN, token));
    external(() -> openIdToken(guest, logins));
    external(
        () -> SERVER.client().getCredentialsForIdentity(r -> r.identityId(guest).logins(logins)));
    external(
        () ->
            SERVER
                .client()
                .unlinkIdentity(r -> r.identityId(guest).logins(logins).loginsToRemove(BROKEN)));
  }

  @Test
  void tokensSayHowTheUserCame() throws ParseException {
    String user = newUser();
    assertThat(amr(GOOGLE, user))
        .containsExactly("authenticated", GOOGLE, GOOGLE + ":google-app:" + user);
    assertThat(amr(USER_POOL, user))
        .containsExactly("authenticated", USER_POOL, USER_POOL + ":CognitoSignIn:" + user);
    assertThat(amr(OIDC, user)).containsExactly("authenticated", OIDC, OIDC_ARN + ":OIDC:" + user);
  }

  @Test
  void aTokenForTheClassicFlowLastsTenMinutesAndVerifies() throws Exception {
    String user = newUser();
    SignedJWT token = SignedJWT.parse(openIdToken(GOOGLE, user).token());
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofMinutes(10));
    JWKSet keys =
        JWKSet.parse(Raw.request(SERVER.endpoint(), "GET", "/.well-known/jwks_uri").send().body());
    assertThat(
            token.verify(
                new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
  }

  @Test
  void stsTakesTheTokenButNoTamperedOne() {
    String token = openIdToken(APPLE, newUser()).token();
    String tampered = token.substring(0, token.length() - 8) + "AAAAAAAA";
    try (StsClient sts = SERVER.sts(Cognito.KEY)) {
      assertThat(assume(sts, token)).startsWith("ASIA");
      assertThatThrownBy(() -> assume(sts, tampered))
          .isInstanceOf(InvalidIdentityTokenException.class);
    }
    String user = newUser();
    String id = id(APPLE, token(APPLE, user));
    assertThatThrownBy(
            () ->
                SERVER
                    .client()
                    .getCredentialsForIdentity(
                        r -> r.identityId(id).logins(Map.of(APPLE, token(APPLE, user) + "AAAA"))))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Couldn't verify signed token.");
  }

  @Test
  void claimsBecomePrincipalTags() throws ParseException {
    String user = newUser();
    assertThat(tags(openIdToken(GOOGLE, user)))
        .isEqualTo(Map.of("client", List.of("google-app"), "username", List.of(user)));
    assertThat(tags(openIdToken(APPLE, user))).isNull();
    Map<String, Object> claims = new HashMap<>();
    claims.put("department", "blue");
    claims.put("level", 3);
    claims.put("groups", Arrays.asList("a", "b"));
    String id = id(OIDC, token(OIDC, user));
    String rich = LoginSeed.token(SERVER.running(), OIDC, user, claims);
    assertThat(tags(openIdToken(id, Map.of(OIDC, rich))))
        .isEqualTo(Map.of("team", List.of("blue"), "level", List.of("3")));
    String alice = id(FACEBOOK, ALICE_AT_FACEBOOK);
    assertThat(tags(openIdToken(alice, Map.of(FACEBOOK, ALICE_AT_FACEBOOK))))
        .isEqualTo(Map.of("network", List.of(FACEBOOK)));
  }

  private static Object tags(GetOpenIdTokenResponse response) throws ParseException {
    Map<String, Object> claim =
        SignedJWT.parse(response.token())
            .getJWTClaimsSet()
            .getJSONObjectClaim("https://aws.amazon.com/tags");
    return claim == null ? null : claim.get("principal_tags");
  }

  private static List<String> amr(String provider, String user) throws ParseException {
    return SignedJWT.parse(openIdToken(provider, user).token())
        .getJWTClaimsSet()
        .getStringListClaim("amr");
  }

  private static GetOpenIdTokenResponse openIdToken(String provider, String user) {
    String token = token(provider, user);
    return openIdToken(id(provider, token), Map.of(provider, token));
  }

  private static GetOpenIdTokenResponse openIdToken(String id, Map<String, String> logins) {
    return SERVER.client().getOpenIdToken(r -> r.identityId(id).logins(logins));
  }

  private static String assume(StsClient sts, String token) {
    return sts.assumeRoleWithWebIdentity(
            r ->
                r.roleArn("arn:aws:iam::123456789012:role/PublicUser")
                    .roleSessionName("app")
                    .webIdentityToken(token))
        .credentials()
        .accessKeyId();
  }

  private static String guest() {
    return SERVER.client().getId(r -> r.identityPoolId(POOL)).identityId();
  }

  private static String id(String provider, String token) {
    return LoginSeed.id(SERVER.client(), Map.of(provider, token));
  }

  private static String token(String provider, String subject) {
    return LoginSeed.token(SERVER.running(), provider, subject);
  }

  private static String mint(
      String provider, String subject, String audience, Map<String, Object> claims) {
    return SERVER.running().mint(provider, subject, audience, HOUR, claims);
  }

  private static String expired(String user, Duration lifetime) {
    return SERVER.running().mint(GOOGLE, user, "google-app", lifetime);
  }

  private static String unsigned(String issuer) {
    return new PlainJWT(new JWTClaimsSet.Builder().issuer(issuer).build()).serialize();
  }

  private static String symmetric(String issuer) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256), new JWTClaimsSet.Builder().issuer(issuer).build());
      jwt.sign(new MACSigner(new byte[32]));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            NotAuthorizedException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
  }

  private static void external(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ExternalServiceException.class)
        .isInstanceOfSatisfying(
            CognitoIdentityException.class,
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("The provider login.broken.test does not respond."));
  }
}
