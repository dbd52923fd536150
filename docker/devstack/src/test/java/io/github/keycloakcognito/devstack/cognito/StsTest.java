package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.AUTHENTICATED;
import static io.github.keycloakcognito.devstack.cognito.Cognito.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
  private static final String SERVER_ROLE = "arn:aws:iam::123456789012:role/Server";
  private static final String AUDIENCE = "sts.amazonaws.com";
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension static final Cognito SERVER = new Cognito();
  private static StsClient sts;

  @BeforeAll
  static void client() {
    sts = SERVER.sts(Cognito.KEY);
  }

  @AfterAll
  static void close() {
    sts.close();
  }

  private static AssumeRoleWithWebIdentityResponse assume(String role, String token) {
    return assume(role, token, "alice", 3600);
  }

  private static AssumeRoleWithWebIdentityResponse assume(
      String role, String token, String session, int seconds) {
    return sts.assumeRoleWithWebIdentity(
        r ->
            r.roleArn(role)
                .webIdentityToken(token)
                .roleSessionName(session)
                .durationSeconds(seconds));
  }

  @Test
  void takesARoleWithACognitoToken() {
    var token = SERVER.token(Cognito.newUser());
    var response = assume(AUTHENTICATED, token.token(), "alice@example.org", 7200);
    String arn = "arn:aws:sts::123456789012:assumed-role/Authenticated/alice@example.org";
    assertThat(response.assumedRoleUser().arn()).isEqualTo(arn);
    assertThat(response.assumedRoleUser().assumedRoleId())
        .isEqualTo("AROATESTAUTHENTICATED:alice@example.org");
    assertThat(response.subjectFromWebIdentityToken()).isEqualTo(token.identityId());
    assertThat(response.audience()).isEqualTo(Cognito.POOL);
    assertThat(response.provider()).isEqualTo("cognito-identity.amazonaws.com");
    assertThat(Duration.between(Instant.now(), response.credentials().expiration()))
        .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(120));
    try (StsClient session = SERVER.sts(credentials(response))) {
      assertThat(session.getCallerIdentity().arn()).isEqualTo(arn);
    }
  }

  @Test
  void takesARoleWithATokenOfAnOidcProvider() {
    String token = SERVER.running().mint(ISSUER, "keycloak", AUDIENCE, HOUR);
    var response = assume(SERVER_ROLE, token);
    assertThat(response.assumedRoleUser().arn()).contains("assumed-role/Server/alice");
    assertThat(response.provider())
        .isEqualTo("arn:aws:iam::123456789012:oidc-provider/oidc.test/id/1");
  }

  @Test
  void refusesWhatTheTrustPolicyDoesNotAllow() {
    String other = SERVER.running().mint(ISSUER, "somebody", AUDIENCE, HOUR);
    denied(() -> assume(SERVER_ROLE, other));
    denied(() -> assume(AUTHENTICATED, other));
    String cognito = SERVER.token(Cognito.newUser()).token();
    denied(() -> assume(SERVER_ROLE, cognito));
    denied(() -> assume("arn:aws:iam::123456789012:role/Unknown", cognito));
    String otherIssuer =
        SERVER.running().mint("https://oidc.test/id/2", "keycloak", AUDIENCE, HOUR);
    denied(() -> assume(SERVER_ROLE, otherIssuer));
    String guest = SERVER.client().getOpenIdToken(r -> r.identityId(SERVER.guest())).token();
    denied(() -> assume(AUTHENTICATED, guest));
    String tagged = SERVER.token(Cognito.newUser(), r -> r.principalTags(Map.of("a", "b"))).token();
    denied(() -> assume("arn:aws:iam::123456789012:role/NoTagSession", tagged));
  }

  @Test
  void refusesTokensThatDoNotHold() throws ParseException, JOSEException {
    invalid("no.jwt", "The ID Token provided is not a valid JWT.");
    String good = SERVER.running().mint(ISSUER, "keycloak", AUDIENCE, HOUR);
    invalid(good.substring(0, good.length() - 8) + "AAAAAAAA", "Couldn't verify signed token");
    JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
    invalid(new PlainJWT(claims).serialize(), "The ID Token provided is not a valid JWT.");
    SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    symmetric.sign(new MACSigner(new byte[32]));
    invalid(symmetric.serialize(), "Couldn't verify signed token");
    invalid(
        SERVER.running().mint(ISSUER, "keycloak", "elsewhere", HOUR), "Incorrect token audience");
    JWTClaimsSet unknown = new JWTClaimsSet.Builder(claims).issuer("https://unknown").build();
    SignedJWT foreign = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), unknown);
    foreign.sign(new MACSigner(new byte[32]));
    invalid(
        foreign.serialize(), "No OpenIDConnect provider found in your account for https://unknown");
  }

  @Test
  void refusesAnExpiredToken() {
    String expired = SERVER.running().mint(ISSUER, "keycloak", AUDIENCE, Duration.ofSeconds(-1));
    assertThatThrownBy(() -> assume(SERVER_ROLE, expired))
        .isInstanceOf(ExpiredTokenException.class)
        .hasMessageMatching(
            "(?s)Token expired: current date/time \\d{10} must be before the expiration date/time"
                + " \\d{10}.*");
    String cognito = SERVER.token(Cognito.newUser()).token();
    SERVER.running().clockOffset(Duration.ofMinutes(15));
    assertThatThrownBy(() -> assume(AUTHENTICATED, cognito))
        .isInstanceOf(ExpiredTokenException.class);
  }

  @Test
  void limitsTheDuration() {
    String token = SERVER.token(Cognito.newUser()).token();
    validation(
        () -> assume(AUTHENTICATED, token, "alice", 7201),
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    validation(
        () -> assume(AUTHENTICATED, token, "alice", 899),
        "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value"
            + " greater than or equal to 900");
    validation(
        () -> assume(AUTHENTICATED, token, "alice", 43_201),
        "Member must have value less than or equal to 43200");
    assertThat(assume(AUTHENTICATED, token, "alice", 900)).isNotNull();
  }

  @Test
  void limitsTheSessionName() {
    String token = SERVER.token(Cognito.newUser()).token();
    validation(
        () -> assume(AUTHENTICATED, token, "eu-west-1:1", 900),
        "Value 'eu-west-1:1' at 'roleSessionName' failed to satisfy constraint: Member must satisfy"
            + " regular expression pattern: [\\w+=,.@-]*");
    validation(
        () -> assume(AUTHENTICATED, token, "a", 900),
        "Member must have length greater than or equal to 2");
    validation(
        () -> assume(AUTHENTICATED, token, "a".repeat(65), 900),
        "Member must have length less than or equal to 64");
  }

  @Test
  void doesNotRepeatTheToken() {
    String secret = "x".repeat(20_001);
    assertThatThrownBy(() -> assume(AUTHENTICATED, secret))
        .hasMessageContaining("Value at 'webIdentityToken' failed to satisfy constraint")
        .hasMessageNotContaining("xxx");
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Not authorized to perform sts:AssumeRoleWithWebIdentity");
            });
  }

  private static void invalid(String token, String message) {
    assertThatThrownBy(() -> assume(SERVER_ROLE, token))
        .isInstanceOf(InvalidIdentityTokenException.class)
        .hasMessageContaining(message);
  }

  private static void validation(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
        .hasMessageContaining(message);
  }

  private static AwsSessionCredentials credentials(AssumeRoleWithWebIdentityResponse response) {
    var issued = response.credentials();
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }
}
