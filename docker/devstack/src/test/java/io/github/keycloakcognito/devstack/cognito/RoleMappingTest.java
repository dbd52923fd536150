package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.AMAZON;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.FACEBOOK;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.GOOGLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.MAPPED_POOL;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.OIDC;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.USER_POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.sts.StsClient;

/** Which role GetCredentialsForIdentity chooses. */
class RoleMappingTest {
  private static final String ROLES = "arn:aws:iam::123456789012:role/";
  private static final String A = ROLES + "MappedA";
  private static final String B = ROLES + "MappedB";
  private static final String FOREIGN = "arn:aws:iam::210987654321:role/Foreign";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  @Test
  void withoutAMappingEveryUserHasTheAuthenticatedRole() {
    assertThat(role(AMAZON, Map.of("cognito:preferred_role", A))).isEqualTo("PublicUser");
  }

  @Test
  void theTokenCanNameTheRole() {
    Map<String, Object> claims =
        Map.of("cognito:roles", List.of(A, B), "cognito:preferred_role", A);
    assertThat(role(USER_POOL, claims)).isEqualTo("MappedA");
    assertThat(role(USER_POOL, claims, B)).isEqualTo("MappedB");
    assertThat(role(USER_POOL, Map.of("cognito:roles", A + "," + B), B)).isEqualTo("MappedB");
    assertThatThrownBy(() -> role(USER_POOL, claims, ROLES + "PublicUser"))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining(
            "Access to Role 'arn:aws:iam::123456789012:role/PublicUser' is forbidden.");
  }

  @Test
  void aTokenWithoutAPreferredRoleIsAmbiguous() {
    Map<String, Object> claims = Map.of("cognito:roles", List.of(A, B));
    assertThatThrownBy(() -> role(USER_POOL, claims))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining(
            "The ambiguous role mapping rules for: " + USER_POOL + ":web denied this request.");
    assertThatThrownBy(() -> role(USER_POOL, Map.of())).isInstanceOf(NotAuthorizedException.class);
    assertThat(role(GOOGLE, claims)).isEqualTo("PublicUser");
    assertThat(role(GOOGLE, Map.of())).isEqualTo("PublicUser");
    assertThat(role(GOOGLE, claims, A)).isEqualTo("MappedA");
  }

  @Test
  void rulesMatchClaimsInOrder() {
    assertThat(role(OIDC, Map.of("groups", "admins"))).isEqualTo("MappedA");
    assertThat(role(OIDC, Map.of("groups", List.of("users", "admins")))).isEqualTo("MappedA");
    assertThat(role(OIDC, Map.of("email", "alice@corp.example"))).isEqualTo("MappedB");
    assertThat(role(OIDC, Map.of("custom:dept", "development"))).isEqualTo("MappedA");
    assertThat(role(OIDC, Map.of("plan", "paid"))).isEqualTo("MappedB");
    assertThat(role(OIDC, Map.of("email", "alice@corp.example", "groups", "admins")))
        .isEqualTo("MappedA");
  }

  @Test
  void withoutAMatchTheMappingResolves() {
    for (Map<String, Object> claims :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("groups", "admin"),
            Map.of("groups", Map.of("admins", "admins")),
            Map.of("custom:dept", "my development"),
            Map.of("plan", "free"))) {
      assertThatThrownBy(() -> role(OIDC, claims))
          .isInstanceOf(NotAuthorizedException.class)
          .hasMessageContaining(
              "The ambiguous role mapping rules for:"
                  + " arn:aws:iam::123456789012:oidc-provider/oidc.test/realms/a denied this request.");
    }
  }

  @Test
  void aCustomRoleHasToBeThatOfAMatchingRule() {
    Map<String, Object> both = Map.of("email", "alice@corp.example", "groups", "admins");
    assertThat(role(OIDC, both, B)).isEqualTo("MappedB");
    assertThatThrownBy(() -> role(OIDC, Map.of("groups", "admins"), B))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Access to Role '" + B + "' is forbidden.");
  }

  @Test
  void rulesSeeWhatIsKnownAboutAnOpaqueToken() {
    assertThat(mapped(Map.of(FACEBOOK, "EAAB-alice"), null)).isEqualTo("MappedA");
    assertThat(mapped(Map.of(FACEBOOK, "EAAB-bob"), null)).isEqualTo("PublicUser");
  }

  @Test
  void takesNoRoleOfAnotherAccount() {
    assertThatThrownBy(() -> role(OIDC, Map.of("verified", true)))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class)
        .hasMessageContaining(
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    assertThatThrownBy(
            () ->
                role(
                    USER_POOL, Map.of("cognito:roles", FOREIGN, "cognito:preferred_role", FOREIGN)))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
    assertThatThrownBy(() -> role(USER_POOL, Map.of("cognito:preferred_role", "no arn")))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
  }

  @Test
  void guestsAndDevelopersUsersAreNotMapped() {
    String guest = SERVER.client().getId(r -> r.identityPoolId(MAPPED_POOL)).identityId();
    assertThat(
            name(SERVER.client().getCredentialsForIdentity(r -> r.identityId(guest)).credentials()))
        .isEqualTo("Guest");
    var token =
        SERVER
            .client()
            .getOpenIdTokenForDeveloperIdentity(
                r -> r.identityPoolId(MAPPED_POOL).logins(Map.of("login.mapped", "alice")));
    assertThat(
            name(
                SERVER
                    .client()
                    .getCredentialsForIdentity(
                        r ->
                            r.identityId(token.identityId()).logins(Map.of(COGNITO, token.token())))
                    .credentials()))
        .isEqualTo("PublicUser");
  }

  @Test
  void theClassicFlowKnowsNoMappings() {
    String guest = SERVER.client().getId(r -> r.identityPoolId(MAPPED_POOL)).identityId();
    assertThatThrownBy(() -> SERVER.client().getOpenIdToken(r -> r.identityId(guest)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.");
  }

  private static String role(String provider, Map<String, Object> claims) {
    return role(provider, claims, null);
  }

  private static String role(String provider, Map<String, Object> claims, String customRole) {
    String token = LoginSeed.token(SERVER.running(), provider, newUser(), claims);
    return mapped(Map.of(provider, token), customRole);
  }

  private static String mapped(Map<String, String> logins, String customRole) {
    String id =
        SERVER.client().getId(r -> r.identityPoolId(MAPPED_POOL).logins(logins)).identityId();
    return name(
        SERVER
            .client()
            .getCredentialsForIdentity(
                r -> r.identityId(id).logins(logins).customRoleArn(customRole))
            .credentials());
  }

  private static String name(Credentials credentials) {
    try (StsClient sts = SERVER.sts(Cognito.session(credentials))) {
      return sts.getCallerIdentity().arn().split("/", 3)[1];
    }
  }
}
