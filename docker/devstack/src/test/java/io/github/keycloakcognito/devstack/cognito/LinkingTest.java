package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.APPLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.BROKEN;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.DEVELOPER;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.GOOGLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.OIDC;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.OIDC_ARN;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.DeveloperUserAlreadyRegisteredException;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** What public logins and developer's users do to identities. */
class LinkingTest {
  private static final String NO_MATCH =
      "Logins don't match. Please include at least one valid login for this identity or identity"
          + " pool.";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  @Test
  void aGuestKeepsTheIdWhenSigningIn() {
    String first = guest();
    Map<String, String> logins = login(GOOGLE, newUser());
    assertThat(credentials(first, logins).identityId()).isEqualTo(first);
    assertThat(id(logins)).isEqualTo(first);
    String second = guest();
    assertThat(openIdToken(second, login(APPLE, newUser()))).isEqualTo(second);
    forbidden(() -> credentials(first, Map.of()), first);
    forbidden(() -> openIdToken(second, Map.of()), second);
  }

  @Test
  void aGuestWhoIsKnownGetsTheKnownIdentity() {
    Map<String, String> logins = login(GOOGLE, newUser());
    String known = id(logins);
    String guest = guest();
    assertThat(openIdToken(guest, logins)).isEqualTo(known);
    forbidden(() -> credentials(guest, Map.of()), guest);
    forbidden(() -> credentials(guest, logins), guest);
    String other = guest();
    assertThat(credentials(other, logins).identityId()).isEqualTo(known);
  }

  @Test
  void aFurtherLoginIsLinkedToTheIdentityThatIsProven() {
    Map<String, String> google = login(GOOGLE, newUser());
    Map<String, String> apple = login(APPLE, newUser());
    String id = id(google);
    refused(() -> credentials(id, apple), NO_MATCH);
    assertThat(credentials(id, both(google, apple)).identityId()).isEqualTo(id);
    assertThat(id(apple)).isEqualTo(id);
    assertThat(credentials(id, apple).identityId()).isEqualTo(id);
  }

  @Test
  void twoIdentitiesOfOnePersonAreMerged() {
    Map<String, String> google = login(GOOGLE, newUser());
    Map<String, String> apple = login(APPLE, newUser());
    String older = id(google);
    String younger = id(apple);
    assertThat(id(both(google, apple))).isEqualTo(older);
    assertThat(id(apple)).isEqualTo(older);
    forbidden(() -> credentials(younger, apple), younger);
  }

  @Test
  void anIdentityHasOneUserOfEachPublicProvider() {
    Map<String, String> google = login(GOOGLE, newUser());
    Map<String, String> apple = login(APPLE, newUser());
    String id = id(google);
    id(both(google, apple));
    String otherApple = login(APPLE, newUser()).get(APPLE);
    assertThatThrownBy(() -> credentials(id, Map.of(GOOGLE, google.get(GOOGLE), APPLE, otherApple)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("The identity is already linked to another login of this provider.");
  }

  @Test
  void identitiesStayInTheirPool() {
    Map<String, String> google = login(GOOGLE, newUser());
    String inOtherPool =
        SERVER
            .client()
            .getId(r -> r.identityPoolId(LoginSeed.MAPPED_POOL).logins(google))
            .identityId();
    assertThat(id(google)).isNotEqualTo(inOtherPool);
    refused(
        () ->
            developer(
                r -> r.identityId(inOtherPool).logins(both(Map.of(DEVELOPER, newUser()), google))),
        NO_MATCH);
  }

  @Test
  void saysWhatDoesNotExist() {
    Map<String, String> google = login(GOOGLE, newUser());
    String unknown = Cognito.UNKNOWN_IDENTITY;
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> credentials(unknown, google), () -> openIdToken(unknown, google)
        }) {
      assertThatThrownBy(call)
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("Identity '" + unknown + "' not found.");
    }
    assertThatThrownBy(
            () -> SERVER.client().getId(r -> r.identityPoolId(Cognito.UNKNOWN_POOL).logins(google)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + Cognito.UNKNOWN_POOL + "' not found.");
  }

  @Test
  void aDevelopersUserAndAPublicLoginAreOnePerson() throws ParseException {
    String user = newUser();
    String subject = newUser();
    Map<String, String> logins = both(Map.of(DEVELOPER, user), login(OIDC, subject));
    var response = developer(r -> r.logins(logins));
    assertThat(id(login(OIDC, subject))).isEqualTo(response.identityId());
    assertThat(developer(r -> r.logins(Map.of(DEVELOPER, user))).identityId())
        .isEqualTo(response.identityId());
    var claims = SignedJWT.parse(response.token()).getJWTClaimsSet();
    assertThat(claims.getStringListClaim("amr"))
        .containsExactlyInAnyOrder(
            "authenticated",
            DEVELOPER,
            DEVELOPER + ":" + POOL + ":" + user,
            OIDC,
            OIDC_ARN + ":OIDC:" + subject);
    assertThat(claims.getStringListClaim("amr").get(0)).isEqualTo("authenticated");
  }

  @Test
  void aPublicLoginProvesTheIdentityThatADevelopersUserIsLinkedTo() {
    Map<String, String> google = login(GOOGLE, newUser());
    String id = id(google);
    String first = newUser();
    String second = newUser();
    refused(() -> developer(r -> r.identityId(id).logins(Map.of(DEVELOPER, first))), NO_MATCH);
    for (String user : new String[] {first, second}) {
      var linked = developer(r -> r.identityId(id).logins(both(Map.of(DEVELOPER, user), google)));
      assertThat(linked.identityId()).isEqualTo(id);
    }
    assertThat(developer(r -> r.logins(Map.of(DEVELOPER, second))).identityId()).isEqualTo(id);
    assertThat(SERVER.client().describeIdentity(r -> r.identityId(id)).logins())
        .containsExactlyInAnyOrder(GOOGLE, DEVELOPER);
  }

  @Test
  void aDevelopersUserOfAnotherIdentityIsNotMovedButMergedWithoutAnId() {
    Map<String, String> google = login(GOOGLE, newUser());
    String older = id(google);
    String user = newUser();
    String younger = developer(r -> r.logins(Map.of(DEVELOPER, user))).identityId();
    Map<String, String> logins = both(Map.of(DEVELOPER, user), google);
    assertThatThrownBy(() -> developer(r -> r.identityId(older).logins(logins)))
        .isInstanceOf(DeveloperUserAlreadyRegisteredException.class);
    assertThat(developer(r -> r.logins(logins)).identityId()).isEqualTo(older);
    forbidden(() -> developer(r -> r.identityId(younger).logins(logins)), younger);
    assertThat(developer(r -> r.logins(Map.of(DEVELOPER, user))).identityId()).isEqualTo(older);
  }

  @Test
  void aGuestBecomesADevelopersUser() {
    String guest = guest();
    var response =
        developer(
            r ->
                r.identityId(guest)
                    .logins(both(Map.of(DEVELOPER, newUser()), login(GOOGLE, newUser()))));
    assertThat(response.identityId()).isEqualTo(guest);
  }

  @Test
  void everyLoginBesidesTheDevelopersHasToHold() {
    String user = newUser();
    String broken = login(GOOGLE, newUser()).get(GOOGLE) + "AAAA";
    refused(
        () -> developer(r -> r.logins(Map.of(DEVELOPER, user, GOOGLE, broken))),
        "Invalid login token. Couldn't verify signed token.");
    refused(
        () -> developer(r -> r.logins(both(Map.of(DEVELOPER, user), login(BROKEN, user)))),
        "Invalid login token. Couldn't verify signed token.");
    refused(
        () -> developer(r -> r.logins(Map.of(DEVELOPER, user, "www.digits.com", "x"))),
        "Token is not from a supported provider of this identity pool.");
    assertThatThrownBy(
            () ->
                SERVER
                    .client()
                    .lookupDeveloperIdentity(
                        r -> r.identityPoolId(POOL).developerUserIdentifier(user)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void thereIsOneDeveloperProvider() {
    assertThatThrownBy(() -> developer(r -> r.logins(Map.of(DEVELOPER, "a", "login.two", "b"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "You can only specify one developer provider as part of the Logins map.");
    assertThatThrownBy(() -> developer(r -> r.logins(login(GOOGLE, newUser()))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "This identity pool does not support the specified developer provider");
  }

  @Test
  void aDevelopersTokenOpensTheIdentityWithOrWithoutAPublicLogin() {
    Map<String, String> google = login(GOOGLE, newUser());
    var token = developer(r -> r.logins(both(Map.of(DEVELOPER, newUser()), google)));
    Map<String, String> cognito = Map.of(COGNITO, token.token());
    String id = token.identityId();
    assertThat(credentials(id, cognito).identityId()).isEqualTo(id);
    assertThat(credentials(id, both(cognito, google)).identityId()).isEqualTo(id);
    refused(() -> credentials(id, both(cognito, login(APPLE, newUser()))), NO_MATCH);
    refused(
        () -> credentials(id, both(cognito, Map.of(APPLE, "x"))),
        "Invalid login token. Not a valid OpenId Connect identity token.");
  }

  @Test
  void aDevelopersTokenOfADisabledIdentityOpensNothing() {
    Map<String, String> google = login(GOOGLE, newUser());
    String older = id(google);
    String user = newUser();
    var before = developer(r -> r.logins(Map.of(DEVELOPER, user)));
    developer(r -> r.logins(both(Map.of(DEVELOPER, user), google)));
    Map<String, String> cognito = Map.of(COGNITO, before.token());
    forbidden(() -> credentials(before.identityId(), cognito), before.identityId());
    refused(() -> credentials(older, cognito), NO_MATCH);
  }

  @Test
  void aGuestsTokenIsWorthNothingOnceTheGuestHasALogin() {
    String guest = guest();
    String token = SERVER.client().getOpenIdToken(r -> r.identityId(guest)).token();
    assertThat(credentials(guest, Map.of(COGNITO, token)).identityId()).isEqualTo(guest);
    openIdToken(guest, login(GOOGLE, newUser()));
    forbidden(() -> credentials(guest, Map.of(COGNITO, token)), guest);
  }

  @Test
  void aDevelopersTokenHasNoGrace() {
    var token = developer(r -> r.logins(Map.of(DEVELOPER, newUser())).tokenDuration(60L));
    SERVER.running().clockOffset(Duration.ofSeconds(61));
    assertThatThrownBy(() -> credentials(token.identityId(), Map.of(COGNITO, token.token())))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Token expired: ");
  }

  private static GetOpenIdTokenForDeveloperIdentityResponse developer(
      Consumer<GetOpenIdTokenForDeveloperIdentityRequest.Builder> more) {
    return SERVER
        .client()
        .getOpenIdTokenForDeveloperIdentity(r -> more.accept(r.identityPoolId(POOL)));
  }

  private static GetCredentialsForIdentityResponse credentials(
      String id, Map<String, String> logins) {
    return SERVER.client().getCredentialsForIdentity(r -> r.identityId(id).logins(logins));
  }

  private static String openIdToken(String id, Map<String, String> logins) {
    return SERVER.client().getOpenIdToken(r -> r.identityId(id).logins(logins)).identityId();
  }

  private static String guest() {
    return SERVER.client().getId(r -> r.identityPoolId(POOL)).identityId();
  }

  private static String id(Map<String, String> logins) {
    return LoginSeed.id(SERVER.client(), logins);
  }

  private static Map<String, String> login(String provider, String user) {
    return Map.of(provider, LoginSeed.token(SERVER.running(), provider, user));
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new java.util.LinkedHashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(NotAuthorizedException.class)
        .isInstanceOfSatisfying(
            CognitoIdentityException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
  }

  private static void forbidden(ThrowingCallable call, String identityId) {
    refused(call, "Access to Identity '" + identityId + "' is forbidden.");
  }
}
