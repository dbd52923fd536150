package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

class DirectoryTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static CognitoIdentityClient client() {
    return SERVER.client();
  }

  @Test
  void describesAPool() {
    var pool = client().describeIdentityPool(r -> r.identityPoolId(POOL));
    assertThat(pool.identityPoolId()).isEqualTo(POOL);
    assertThat(pool.identityPoolName()).isEqualTo("everything");
    assertThat(pool.allowUnauthenticatedIdentities()).isTrue();
    assertThat(pool.allowClassicFlow()).isNull();
    assertThat(pool.developerProviderName()).isEqualTo("login.test");
    assertThat(pool.identityPoolTags()).containsExactly(Map.entry("stage", "test"));
    var strict = client().describeIdentityPool(r -> r.identityPoolId(Cognito.STRICT_POOL));
    assertThat(strict.allowClassicFlow()).isFalse();
    assertThat(strict.allowUnauthenticatedIdentities()).isFalse();
    assertThatThrownBy(
            () -> client().describeIdentityPool(r -> r.identityPoolId(Cognito.UNKNOWN_POOL)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + Cognito.UNKNOWN_POOL + "' not found.");
  }

  @Test
  void listsAPoolsRoles() {
    var roles = client().getIdentityPoolRoles(r -> r.identityPoolId(POOL));
    assertThat(roles.identityPoolId()).isEqualTo(POOL);
    assertThat(roles.roles())
        .containsEntry("authenticated", Cognito.AUTHENTICATED)
        .containsEntry("unauthenticated", "arn:aws:iam::123456789012:role/Guest");
    assertThatThrownBy(
            () -> client().getIdentityPoolRoles(r -> r.identityPoolId(Cognito.UNKNOWN_POOL)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void describesAnIdentityWithoutItsUsers() {
    String guest = SERVER.guest();
    var before = client().describeIdentity(r -> r.identityId(guest));
    assertThat(before.logins()).isEmpty();
    assertThat(before.creationDate()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(before.lastModifiedDate()).isEqualTo(before.creationDate());
    SERVER.running().clockOffset(Duration.ofMinutes(5));
    SERVER.token(newUser(), r -> r.identityId(guest));
    SERVER.running().clockOffset(Duration.ZERO);
    var after = client().describeIdentity(r -> r.identityId(guest));
    assertThat(after.logins()).containsExactly("login.test");
    assertThat(after.creationDate()).isEqualTo(before.creationDate());
    assertThat(after.lastModifiedDate())
        .isAfter(before.lastModifiedDate().plus(Duration.ofMinutes(4)));
    assertThatThrownBy(() -> client().describeIdentity(r -> r.identityId(Cognito.UNKNOWN_IDENTITY)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Identity '" + Cognito.UNKNOWN_IDENTITY + "' not found.");
  }

  @Test
  void looksUpBothWays() {
    String user = newUser();
    String id = SERVER.token(user).identityId();
    var byUser =
        client().lookupDeveloperIdentity(r -> r.identityPoolId(POOL).developerUserIdentifier(user));
    assertThat(byUser.identityId()).isEqualTo(id);
    assertThat(byUser.developerUserIdentifierList()).containsExactly(user);
    var byId = client().lookupDeveloperIdentity(r -> r.identityPoolId(POOL).identityId(id));
    assertThat(byId.developerUserIdentifierList()).containsExactly(user);
    assertThat(byId.nextToken()).isNull();
    var both =
        client()
            .lookupDeveloperIdentity(
                r -> r.identityPoolId(POOL).identityId(id).developerUserIdentifier(user));
    assertThat(both.identityId()).isEqualTo(id);
  }

  @Test
  void lookupRefusesWhatDoesNotFit() {
    String user = newUser();
    SERVER.token(user);
    String other = SERVER.token(newUser()).identityId();
    assertThatThrownBy(
            () ->
                client()
                    .lookupDeveloperIdentity(
                        r ->
                            r.identityPoolId(POOL).identityId(other).developerUserIdentifier(user)))
        .isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(
            () ->
                client()
                    .lookupDeveloperIdentity(
                        r -> r.identityPoolId(POOL).developerUserIdentifier("nobody")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () ->
                client()
                    .lookupDeveloperIdentity(
                        r -> r.identityPoolId(Cognito.STRICT_POOL).identityId(other)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client().lookupDeveloperIdentity(r -> r.identityPoolId(POOL)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () ->
                client()
                    .lookupDeveloperIdentity(
                        r -> r.identityPoolId(POOL).identityId(other).nextToken("%")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () ->
                client()
                    .lookupDeveloperIdentity(
                        r -> r.identityPoolId(POOL).identityId(other).maxResults(61)))
        .hasMessageContaining(
            "at 'maxResults' failed to satisfy constraint: Member must have"
                + " value less than or equal to 60");
  }

  @Test
  void guestsNeedAPoolThatTakesThem() {
    assertThat(SERVER.guest()).isNotEqualTo(SERVER.guest());
    assertThatThrownBy(() -> client().getId(r -> r.identityPoolId(Cognito.STRICT_POOL)))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> client().getId(r -> r.identityPoolId(Cognito.UNKNOWN_POOL)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () -> client().getId(r -> r.identityPoolId(POOL).logins(Map.of("login.test", "alice"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Please provide a valid public provider");
    String token = SERVER.token(newUser()).token();
    assertThatThrownBy(
            () ->
                client().getId(r -> r.identityPoolId(POOL).logins(Map.of(Cognito.COGNITO, token))))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Can't pass in a Cognito token.");
  }

  @Test
  void theClassicFlowCanBeOff() {
    String guest = client().getId(r -> r.identityPoolId(Cognito.BARE_POOL)).identityId();
    assertThatThrownBy(() -> client().getOpenIdToken(r -> r.identityId(guest)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Basic (classic) flow is not enabled, please use enhanced flow.");
    String user = SERVER.token(newUser()).identityId();
    assertThatThrownBy(
            () ->
                client()
                    .getOpenIdToken(
                        r -> r.identityId(user).logins(Map.of("graph.facebook.com", "x"))))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> client().getOpenIdToken(r -> r.identityId(Cognito.UNKNOWN_IDENTITY)))
        .isInstanceOf(ResourceNotFoundException.class);
  }
}
