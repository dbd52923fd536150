package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.AmbiguousRoleResolutionType;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMappingType;

/** The other choices where no source says what AWS does; the tests beside test the defaults. */
class PoolAssumptionsTest {
  @RegisterExtension
  static final Cognito SERVER =
      new Cognito(
          Map.of(
              "poolOfAnotherRegion", "served",
              "developerProviderChanged", "ResourceConflictException",
              "tagsLeftOut", "removed",
              "roleMappingOfDeveloperProvider", "accepted",
              "principalTagsNeverSet", "empty"));

  @Test
  void servesPoolsOfOtherRegions() {
    try (CognitoIdentityClient ohio = SERVER.client(Cognito.KEY, Region.US_EAST_2)) {
      assertThat(ohio.describeIdentityPool(r -> r.identityPoolId(POOL)).identityPoolName())
          .isEqualTo("everything");
    }
  }

  @Test
  void refusesAnotherDeveloperProviderAsAConflict() {
    assertThatThrownBy(
            () ->
                SERVER
                    .client()
                    .updateIdentityPool(
                        r ->
                            r.identityPoolId(POOL)
                                .identityPoolName("everything")
                                .allowUnauthenticatedIdentities(true)
                                .developerProviderName("login.other")))
        .isInstanceOf(ResourceConflictException.class);
  }

  @Test
  void removesTags() {
    var pool =
        SERVER
            .client()
            .createIdentityPool(
                r ->
                    r.identityPoolName("tagged")
                        .allowUnauthenticatedIdentities(true)
                        .identityPoolTags(Map.of("a", "b")));
    assertThat(
            SERVER
                .client()
                .updateIdentityPool(
                    r ->
                        r.identityPoolId(pool.identityPoolId())
                            .identityPoolName("tagged")
                            .allowUnauthenticatedIdentities(true))
                .identityPoolTags())
        .isEmpty();
  }

  @Test
  void mapsRolesOfTheDeveloperProvider() {
    RoleMapping mapping =
        RoleMapping.builder()
            .type(RoleMappingType.TOKEN)
            .ambiguousRoleResolution(AmbiguousRoleResolutionType.DENY)
            .build();
    SERVER
        .client()
        .setIdentityPoolRoles(
            r ->
                r.identityPoolId(POOL)
                    .roles(Map.of())
                    .roleMappings(Map.of(Cognito.PROVIDER, mapping)));
    assertThat(SERVER.client().getIdentityPoolRoles(r -> r.identityPoolId(POOL)).roleMappings())
        .containsExactly(Map.entry(Cognito.PROVIDER, mapping));
    assertThatThrownBy(
            () ->
                SERVER
                    .client()
                    .setIdentityPoolRoles(
                        r ->
                            r.identityPoolId(POOL)
                                .roles(Map.of())
                                .roleMappings(Map.of("login.other", mapping))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void showsAnEmptyMapOfPrincipalTags() {
    var map =
        SERVER
            .client()
            .getPrincipalTagAttributeMap(
                r -> r.identityPoolId(POOL).identityProviderName("graph.facebook.com"));
    assertThat(map.useDefaults()).isFalse();
    assertThat(map.principalTags()).isEmpty();
  }
}
