package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.PROVIDER;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.DeveloperUserAlreadyRegisteredException;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

class DeveloperIdentityTest {
  @RegisterExtension static final Cognito COGNITO_SERVER = new Cognito();

  @Test
  void makesAnIdentityAtFirstSightAndKeepsIt() {
    String user = newUser();
    String first = COGNITO_SERVER.token(user).identityId();
    assertThat(first).matches("eu-west-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(COGNITO_SERVER.token(user).identityId()).isEqualTo(first);
    assertThat(COGNITO_SERVER.token(newUser()).identityId()).isNotEqualTo(first);
  }

  @Test
  void manyAtOnceMakeOneIdentity() {
    String user = newUser();
    assertThat(
            IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> COGNITO_SERVER.token(user).identityId())
                .distinct())
        .hasSize(1);
  }

  @Test
  void turnsAGuestIntoAUserUnderTheSameId() {
    String guest = COGNITO_SERVER.guest();
    String user = newUser();
    assertThat(COGNITO_SERVER.token(user, r -> r.identityId(guest)).identityId()).isEqualTo(guest);
    assertThat(COGNITO_SERVER.token(user).identityId()).isEqualTo(guest);
    assertThat(COGNITO_SERVER.token(user, r -> r.identityId(guest)).identityId()).isEqualTo(guest);
  }

  @Test
  void doesNotLinkAUserToSomebodysIdentity() {
    String somebody = COGNITO_SERVER.token(newUser()).identityId();
    assertThatThrownBy(() -> COGNITO_SERVER.token(newUser(), r -> r.identityId(somebody)))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining(
            "Logins don't match. Please include at least one valid login for this identity or"
                + " identity pool.");
  }

  @Test
  void doesNotMoveAKnownUserToAGuest() {
    String user = newUser();
    COGNITO_SERVER.token(user);
    String guest = COGNITO_SERVER.guest();
    assertThatThrownBy(() -> COGNITO_SERVER.token(user, r -> r.identityId(guest)))
        .isInstanceOf(DeveloperUserAlreadyRegisteredException.class);
  }

  @Test
  void doesNotLinkAcrossPools() {
    String guest = COGNITO_SERVER.guest();
    assertThatThrownBy(
            () ->
                COGNITO_SERVER.token(
                    newUser(),
                    r ->
                        r.identityPoolId(Cognito.STRICT_POOL)
                            .identityId(guest)
                            .logins(Map.of("login.strict", newUser()))))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Logins don't match");
  }

  @Test
  void saysWhatDoesNotExist() {
    assertThatThrownBy(() -> COGNITO_SERVER.token("u", r -> r.identityPoolId(Cognito.UNKNOWN_POOL)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + Cognito.UNKNOWN_POOL + "' not found.");
    assertThatThrownBy(() -> COGNITO_SERVER.token("u", r -> r.identityId(Cognito.UNKNOWN_IDENTITY)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Identity '" + Cognito.UNKNOWN_IDENTITY + "' not found.");
  }

  @Test
  void takesOnlyThePoolsDeveloperProvider() {
    assertThatThrownBy(() -> COGNITO_SERVER.token("u", r -> r.logins(Map.of("login.other", "u"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "This identity pool does not support the specified developer provider");
    assertThatThrownBy(
            () ->
                COGNITO_SERVER.token(
                    "u", r -> r.logins(Map.of(PROVIDER, "u", "graph.facebook.com", "x"))))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Token is not from a supported provider of this identity pool.");
    String token = COGNITO_SERVER.token(newUser()).token();
    assertThatThrownBy(
            () -> COGNITO_SERVER.token("u", r -> r.logins(Map.of(PROVIDER, "u", COGNITO, token))))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Can't pass in a Cognito token.");
  }

  @Test
  void capsTheUserIdentifier() {
    assertThat(COGNITO_SERVER.token("u".repeat(1024)).identityId()).isNotEmpty();
    assertThatThrownBy(() -> COGNITO_SERVER.token("u".repeat(1025)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void refusesAKeyTheSeedDenies() {
    try (CognitoIdentityClient reader = COGNITO_SERVER.client(Cognito.READER_KEY)) {
      assertThatThrownBy(
              () ->
                  reader.getOpenIdTokenForDeveloperIdentity(
                      r -> r.identityPoolId(POOL).logins(Map.of(PROVIDER, "u"))))
          .isInstanceOfSatisfying(
              CognitoIdentityException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                assertThat(e.getMessage()).contains("user/reader is not authorized to perform");
              });
      assertThat(reader.describeIdentityPool(r -> r.identityPoolId(POOL)).identityPoolName())
          .isEqualTo("everything");
    }
  }

  @Test
  void honoursTheTokenDuration() throws ParseException {
    assertThat(lifetime(COGNITO_SERVER.token("u"))).isEqualTo(900);
    assertThat(lifetime(COGNITO_SERVER.token("u", r -> r.tokenDuration(1L)))).isEqualTo(1);
    assertThat(lifetime(COGNITO_SERVER.token("u", r -> r.tokenDuration(86_400L))))
        .isEqualTo(86_400);
    assertThatThrownBy(() -> COGNITO_SERVER.token("u", r -> r.tokenDuration(86_401L)))
        .hasMessageContaining(
            "1 validation error detected: Value '86401' at 'tokenDuration' failed to satisfy"
                + " constraint: Member must have value less than or equal to 86400");
  }

  private static long lifetime(GetOpenIdTokenForDeveloperIdentityResponse response)
      throws ParseException {
    var claims = SignedJWT.parse(response.token()).getJWTClaimsSet();
    return Duration.between(
            claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant())
        .toSeconds();
  }
}
