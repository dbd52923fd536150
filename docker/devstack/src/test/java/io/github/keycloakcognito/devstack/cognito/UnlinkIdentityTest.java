package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.APPLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.DEVELOPER;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.GOOGLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

class UnlinkIdentityTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private String google;
  private String apple;
  private String id;

  @BeforeEach
  void identityWithTwoLogins() {
    google = token(GOOGLE, newUser());
    apple = token(APPLE, newUser());
    id = LoginSeed.id(SERVER.client(), Map.of(GOOGLE, google, APPLE, apple));
  }

  @Test
  void unlinksWithoutASignature() {
    try (CognitoIdentityClient anonymous = SERVER.anonymousClient()) {
      anonymous.unlinkIdentity(
          r -> r.identityId(id).logins(Map.of(GOOGLE, google)).loginsToRemove(APPLE));
    }
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins())
        .containsExactly(GOOGLE);
    assertThat(LoginSeed.id(SERVER.client(), Map.of(APPLE, apple))).isNotEqualTo(id);
    assertThat(LoginSeed.id(SERVER.client(), Map.of(GOOGLE, google))).isEqualTo(id);
  }

  @Test
  void theLastLoginLeavesTheIdentityInaccessible() {
    unlink(Map.of(GOOGLE, google), GOOGLE, APPLE, APPLE);
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins()).isEmpty();
    String forbidden = "Access to Identity '" + id + "' is forbidden.";
    refused(() -> unlink(Map.of(GOOGLE, google), GOOGLE), forbidden);
    refused(() -> SERVER.client().getCredentialsForIdentity(r -> r.identityId(id)), forbidden);
    refused(
        () ->
            SERVER
                .client()
                .getCredentialsForIdentity(r -> r.identityId(id).logins(Map.of(GOOGLE, google))),
        forbidden);
    refused(() -> SERVER.client().getOpenIdToken(r -> r.identityId(id)), forbidden);
    assertThat(LoginSeed.id(SERVER.client(), Map.of(GOOGLE, google))).isNotEqualTo(id);
  }

  @Test
  void needsALoginOfTheIdentity() {
    String noMatch =
        "Logins don't match. Please include at least one valid login for this identity or identity"
            + " pool.";
    refused(() -> unlink(Map.of(GOOGLE, token(GOOGLE, newUser())), APPLE), noMatch);
    refused(() -> unlink(Map.of(), APPLE), noMatch);
    refused(
        () -> unlink(Map.of(GOOGLE, google + "AAAA"), APPLE),
        "Invalid login token. Couldn't verify signed token.");
    refused(
        () -> unlink(Map.of(GOOGLE, google, APPLE, "x"), APPLE),
        "Invalid login token. Not a valid OpenId Connect identity token.");
    refused(
        () -> unlink(Map.of(COGNITO, SERVER.token(newUser()).token()), APPLE),
        "Invalid login token. Can't pass in a Cognito token.");
    String guest = SERVER.client().getId(r -> r.identityPoolId(POOL)).identityId();
    refused(
        () ->
            SERVER
                .client()
                .unlinkIdentity(
                    r -> r.identityId(guest).logins(Map.of(GOOGLE, google)).loginsToRemove(GOOGLE)),
        noMatch);
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins())
        .containsExactlyInAnyOrder(GOOGLE, APPLE);
  }

  @Test
  void unlinksAllOrNothing() {
    assertThatThrownBy(() -> unlink(Map.of(GOOGLE, google), APPLE, LoginSeed.OIDC))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Login 'oidc.test/realms/a' is not linked to this identity.");
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins())
        .containsExactlyInAnyOrder(GOOGLE, APPLE);
  }

  @Test
  void leavesTheDevelopersUsersAlone() {
    SERVER
        .client()
        .getOpenIdTokenForDeveloperIdentity(
            r ->
                r.identityPoolId(POOL)
                    .identityId(id)
                    .logins(Map.of(DEVELOPER, newUser(), GOOGLE, google)));
    assertThatThrownBy(() -> unlink(Map.of(GOOGLE, google), DEVELOPER))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Please provide a valid public provider");
    unlink(Map.of(GOOGLE, google), GOOGLE, APPLE);
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins())
        .containsExactly(DEVELOPER);
  }

  @Test
  void saysWhatDoesNotExist() {
    assertThatThrownBy(
            () ->
                SERVER
                    .client()
                    .unlinkIdentity(
                        r ->
                            r.identityId(Cognito.UNKNOWN_IDENTITY)
                                .logins(Map.of(GOOGLE, google))
                                .loginsToRemove(GOOGLE)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Identity '" + Cognito.UNKNOWN_IDENTITY + "' not found.");
    assertThatThrownBy(() -> SERVER.client().unlinkIdentity(r -> r.identityId(id)))
        .isInstanceOfSatisfying(
            CognitoIdentityException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  private void unlink(Map<String, String> logins, String... providers) {
    SERVER.client().unlinkIdentity(r -> r.identityId(id).logins(logins).loginsToRemove(providers));
  }

  private static String token(String provider, String user) {
    return LoginSeed.token(SERVER.running(), provider, user);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            NotAuthorizedException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
  }
}
