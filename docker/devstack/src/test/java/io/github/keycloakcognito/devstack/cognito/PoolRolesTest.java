package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.AmbiguousRoleResolutionType;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRule;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRuleMatchType;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMappingType;

class PoolRolesTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static final String FACEBOOK = "graph.facebook.com";
  private static final String USER_POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_test";
  private static final String OIDC = "arn:aws:iam::123456789012:oidc-provider/oidc.test/id/1";
  private static final String SAML = "arn:aws:iam::123456789012:saml-provider/test";
  private static final String ROLE = Cognito.AUTHENTICATED;
  private static final String GUEST = "arn:aws:iam::123456789012:role/Guest";
  private static final RoleMapping TOKEN =
      RoleMapping.builder()
          .type(RoleMappingType.TOKEN)
          .ambiguousRoleResolution(AmbiguousRoleResolutionType.DENY)
          .build();
  private static final MappingRule RULE =
      MappingRule.builder()
          .claim("paid")
          .matchType(MappingRuleMatchType.EQUALS)
          .value("yes")
          .roleARN(GUEST)
          .build();

  private String pool;

  private static RoleMapping rules(int count) {
    return RoleMapping.builder()
        .type(RoleMappingType.RULES)
        .ambiguousRoleResolution(AmbiguousRoleResolutionType.AUTHENTICATED_ROLE)
        .rulesConfiguration(c -> c.rules(Collections.nCopies(count, RULE)))
        .build();
  }

  @BeforeEach
  void createPool() {
    pool =
        SERVER
            .client()
            .createIdentityPool(
                r ->
                    r.identityPoolName("roles")
                        .allowUnauthenticatedIdentities(true)
                        .developerProviderName("login.roles")
                        .supportedLoginProviders(Map.of(FACEBOOK, "1"))
                        .cognitoIdentityProviders(
                            CognitoIdentityProvider.builder()
                                .providerName(USER_POOL)
                                .clientId("client")
                                .build())
                        .openIdConnectProviderARNs(OIDC)
                        .samlProviderARNs(SAML))
            .identityPoolId();
  }

  private void set(Map<String, String> roles, Map<String, RoleMapping> mappings) {
    set(SERVER.client(), roles, mappings);
  }

  private void set(
      CognitoIdentityClient client, Map<String, String> roles, Map<String, RoleMapping> mappings) {
    client.setIdentityPoolRoles(r -> r.identityPoolId(pool).roles(roles).roleMappings(mappings));
  }

  private GetIdentityPoolRolesResponse get() {
    return SERVER.client().getIdentityPoolRoles(r -> r.identityPoolId(pool));
  }

  private void refused(Map<String, RoleMapping> mappings, String message) {
    assertThatThrownBy(() -> set(Map.of(), mappings))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(message);
    assertThat(get().hasRoleMappings()).isFalse();
  }

  @Test
  void aNewPoolHasNone() {
    assertThat(get().identityPoolId()).isEqualTo(pool);
    assertThat(get().roles()).isEmpty();
    assertThat(get().hasRoleMappings()).isFalse();
  }

  @Test
  void setsRolesAndMappingsOfEveryKindOfProvider() {
    RoleMapping two =
        rules(1).copy(m -> m.rulesConfiguration(c -> c.rules(RULE, RULE.copy(r -> r.value("no")))));
    Map<String, String> roles = Map.of("authenticated", ROLE, "unauthenticated", GUEST);
    Map<String, RoleMapping> mappings =
        Map.of(FACEBOOK, two, USER_POOL + ":client", TOKEN, OIDC, rules(1), SAML, rules(1));
    set(roles, mappings);
    assertThat(get().roles()).isEqualTo(roles);
    assertThat(get().roleMappings()).isEqualTo(mappings);
  }

  @Test
  void replacesAll() {
    set(Map.of("authenticated", ROLE, "unauthenticated", GUEST), Map.of(FACEBOOK, TOKEN));
    SERVER
        .client()
        .setIdentityPoolRoles(r -> r.identityPoolId(pool).roles(Map.of("unauthenticated", GUEST)));
    assertThat(get().roles()).containsExactly(Map.entry("unauthenticated", GUEST));
    assertThat(get().hasRoleMappings()).isFalse();
    set(Map.of(), Map.of());
    assertThat(get().roles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        USER_POOL,
        "https://" + USER_POOL + ":client",
        USER_POOL + ":other",
        "accounts.google.com",
        "oidc.test/id/1",
        "login.roles"
      })
  void refusesProvidersThePoolDoesNotHave(String provider) {
    refused(
        Map.of(provider, TOKEN),
        "("
            + provider
            + ") is not a valid RoleMapping ProviderName or is not a configured provider.");
  }

  @Test
  void refusesIncompleteMappings() {
    refused(
        Map.of(FACEBOOK, RoleMapping.builder().type(RoleMappingType.TOKEN).build()),
        "AmbiguousRoleResolution is required");
    refused(
        Map.of(FACEBOOK, TOKEN.copy(m -> m.type(RoleMappingType.RULES))),
        "RulesConfiguration is required for the Type Rules");
    refused(
        Map.of(FACEBOOK, rules(1).copy(m -> m.type(RoleMappingType.TOKEN))),
        "not allowed for the Type Token");
  }

  @Test
  void takesTwentyFiveRules() {
    refused(Map.of(FACEBOOK, rules(26)), "has more than 25 rules");
    set(Map.of(), Map.of(FACEBOOK, rules(25)));
    assertThat(get().roleMappings().get(FACEBOOK).rulesConfiguration().rules()).hasSize(25);
  }

  @Test
  void refusesRolesTheCallerCannotPass() {
    AwsBasicCredentials key =
        AwsBasicCredentials.create("AKIAPASSESNOROLE", "passesNoRolePassesNoRolePassesNoRole0000");
    try (CognitoIdentityClient passesNoRole = SERVER.client(key)) {
      assertThatThrownBy(() -> set(passesNoRole, Map.of("authenticated", ROLE), Map.of()))
          .isInstanceOf(NotAuthorizedException.class)
          .hasMessageContaining("Access to Role '" + ROLE + "' is forbidden.");
      assertThatThrownBy(() -> set(passesNoRole, Map.of(), Map.of(FACEBOOK, rules(1))))
          .isInstanceOf(NotAuthorizedException.class)
          .hasMessageContaining("Access to Role '" + GUEST + "' is forbidden.");
    }
    String foreign = "arn:aws:iam::210987654321:role/Foreign";
    assertThatThrownBy(() -> set(Map.of("authenticated", foreign), Map.of()))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Access to Role '" + foreign + "' is forbidden.");
    assertThat(get().roles()).isEmpty();
  }

  @Test
  void refusesWhatIsNoRole() {
    for (String arn : List.of("arn:aws:iam::123456789012:user/keycloak", "twenty characters and")) {
      assertThatThrownBy(() -> set(Map.of("authenticated", arn), Map.of()))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("'" + arn + "' is not the ARN of a role.");
    }
  }

  @Test
  void refusesUnknownPools() {
    pool = Cognito.UNKNOWN_POOL;
    assertThatThrownBy(() -> set(Map.of(), Map.of()))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + pool + "' not found.");
    assertThatThrownBy(this::get).isInstanceOf(ResourceNotFoundException.class);
  }
}
