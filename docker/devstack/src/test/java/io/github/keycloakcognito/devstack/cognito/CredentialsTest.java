package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.PROVIDER;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

class CredentialsTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  @Test
  void givesTheAuthenticatedRoleForAnHour() {
    GetOpenIdTokenForDeveloperIdentityResponse token = SERVER.token(newUser());
    GetCredentialsForIdentityResponse response = credentials(token.identityId(), token.token());
    Credentials issued = response.credentials();
    assertThat(response.identityId()).isEqualTo(token.identityId());
    assertThat(issued.accessKeyId()).startsWith("ASIA").hasSize(20);
    assertThat(Duration.between(Instant.now(), issued.expiration()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    try (StsClient sts = SERVER.sts(Cognito.session(issued))) {
      var caller = sts.getCallerIdentity();
      assertThat(caller.arn())
          .isEqualTo(
              "arn:aws:sts::123456789012:assumed-role/Authenticated/CognitoIdentityCredentials");
      assertThat(caller.userId()).isEqualTo("AROATESTAUTHENTICATED:CognitoIdentityCredentials");
      assertThat(caller.account()).isEqualTo("123456789012");
    }
  }

  @Test
  void needsNoCredentialsOfItsOwn() {
    GetOpenIdTokenForDeveloperIdentityResponse token = SERVER.token(newUser());
    try (CognitoIdentityClient anonymous = SERVER.anonymousClient()) {
      assertThat(
              anonymous
                  .getCredentialsForIdentity(
                      r -> r.identityId(token.identityId()).logins(Map.of(COGNITO, token.token())))
                  .credentials()
                  .accessKeyId())
          .startsWith("ASIA");
    }
  }

  @Test
  void givesAGuestTheGuestRole() {
    String guest = SERVER.guest();
    Credentials issued =
        SERVER.client().getCredentialsForIdentity(r -> r.identityId(guest)).credentials();
    try (StsClient sts = SERVER.sts(Cognito.session(issued))) {
      assertThat(sts.getCallerIdentity().arn()).contains("assumed-role/Guest/");
    }
  }

  @Test
  void aUserIsNoGuest() {
    String guest = SERVER.guest();
    String guestToken = SERVER.client().getOpenIdToken(r -> r.identityId(guest)).token();
    SERVER.token(newUser(), r -> r.identityId(guest));
    assertThatThrownBy(() -> SERVER.client().getCredentialsForIdentity(r -> r.identityId(guest)))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Access to Identity '" + guest + "' is forbidden.");
    assertThatThrownBy(() -> SERVER.client().getOpenIdToken(r -> r.identityId(guest)))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Access to Identity '" + guest + "' is forbidden.");
    assertThatThrownBy(() -> credentials(guest, guestToken))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Access to Identity '" + guest + "' is forbidden.");
  }

  @Test
  void refusesTokensThatDoNotHold() {
    GetOpenIdTokenForDeveloperIdentityResponse token = SERVER.token(newUser());
    String id = token.identityId();
    String forged = token.token().substring(0, token.token().length() - 8) + "AAAAAAAA";
    assertThatThrownBy(() -> credentials(id, forged))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Couldn't verify signed token.");
    assertThatThrownBy(() -> credentials(id, "not a token"))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Not a valid OpenId Connect identity token.");
    String foreign =
        SERVER.running().mint(Cognito.ISSUER, "s", "sts.amazonaws.com", Duration.ofHours(1));
    assertThatThrownBy(() -> credentials(id, foreign))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Issuer doesn't match providerName");
    assertThatThrownBy(() -> credentials(SERVER.token(newUser()).identityId(), token.token()))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Logins don't match.");
    SERVER.running().clockOffset(Duration.ofMinutes(16));
    assertThatThrownBy(() -> credentials(id, token.token()))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageMatching("(?s).*Invalid login token. Token expired: \\d{10} >= \\d{10}.*");
  }

  @Test
  void refusesOtherKeysOfLogins() {
    GetOpenIdTokenForDeveloperIdentityResponse token = SERVER.token(newUser());
    String id = token.identityId();
    assertThatThrownBy(() -> login(id, PROVIDER, token.token()))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Can't pass in a Cognito token.");
    assertThatThrownBy(() -> login(id, PROVIDER, "alice"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Please provide a valid public provider");
    assertThatThrownBy(() -> login(id, "accounts.google.com", token.token()))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Issuer doesn't match providerName");
    assertThatThrownBy(() -> login(id, "graph.facebook.com", "opaque"))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Token is not from a supported provider of this identity pool.");
  }

  @Test
  void saysWhatDoesNotExist() {
    assertThatThrownBy(() -> credentials(Cognito.UNKNOWN_IDENTITY, "x"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Identity '" + Cognito.UNKNOWN_IDENTITY + "' not found.");
  }

  @Test
  void tagsNeedTheRolesConsent() {
    GetOpenIdTokenForDeveloperIdentityResponse tagged =
        SERVER.token(newUser(), r -> r.principalTags(Map.of("team", "blue")));
    assertThat(credentials(tagged.identityId(), tagged.token()).credentials()).isNotNull();

    GetOpenIdTokenForDeveloperIdentityResponse strict = strict(Map.of("team", "blue"));
    assertThatThrownBy(() -> credentials(strict.identityId(), strict.token()))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class)
        .hasMessageContaining(
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    GetOpenIdTokenForDeveloperIdentityResponse untagged = strict(Map.of());
    assertThat(credentials(untagged.identityId(), untagged.token()).credentials()).isNotNull();
  }

  @Test
  void aTagStsCannotTakeFailsOnlyHere() {
    GetOpenIdTokenForDeveloperIdentityResponse tagged =
        SERVER.token(newUser(), r -> r.principalTags(Map.of("team", "a|b")));
    assertThatThrownBy(() -> credentials(tagged.identityId(), tagged.token()))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
  }

  @Test
  void aPoolWithoutRolesGivesNone() {
    String guest = SERVER.client().getId(r -> r.identityPoolId(Cognito.BARE_POOL)).identityId();
    assertThatThrownBy(() -> SERVER.client().getCredentialsForIdentity(r -> r.identityId(guest)))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
  }

  @Test
  void takesNoOtherRole() {
    GetOpenIdTokenForDeveloperIdentityResponse token = SERVER.token(newUser());
    assertThatThrownBy(
            () ->
                SERVER
                    .client()
                    .getCredentialsForIdentity(
                        r ->
                            r.identityId(token.identityId())
                                .logins(Map.of(COGNITO, token.token()))
                                .customRoleArn("arn:aws:iam::123456789012:role/Server")))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
  }

  private static GetOpenIdTokenForDeveloperIdentityResponse strict(Map<String, String> tags) {
    return SERVER.token(
        "x",
        r ->
            r.identityPoolId(Cognito.STRICT_POOL)
                .logins(Map.of("login.strict", newUser()))
                .principalTags(tags));
  }

  private static GetCredentialsForIdentityResponse credentials(String identityId, String token) {
    return login(identityId, COGNITO, token);
  }

  private static GetCredentialsForIdentityResponse login(
      String identityId, String provider, String token) {
    return SERVER
        .client()
        .getCredentialsForIdentity(r -> r.identityId(identityId).logins(Map.of(provider, token)));
  }
}
