package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.GetPrincipalTagAttributeMapResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

class PrincipalTagMapTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static final String PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_test";

  private String pool;

  private static CognitoIdentityClient client() {
    return SERVER.client();
  }

  @BeforeEach
  void createPool() {
    pool =
        client()
            .createIdentityPool(
                r ->
                    r.identityPoolName("tags")
                        .allowUnauthenticatedIdentities(false)
                        .cognitoIdentityProviders(
                            CognitoIdentityProvider.builder()
                                .providerName(PROVIDER)
                                .clientId("client")
                                .build()))
            .identityPoolId();
  }

  private GetPrincipalTagAttributeMapResponse get(String provider) {
    return client()
        .getPrincipalTagAttributeMap(r -> r.identityPoolId(pool).identityProviderName(provider));
  }

  @Test
  void setsAndReplaces() {
    var set =
        client()
            .setPrincipalTagAttributeMap(
                r ->
                    r.identityPoolId(pool)
                        .identityProviderName(PROVIDER)
                        .useDefaults(false)
                        .principalTags(Map.of("department", "custom:dept", "user", "sub")));
    assertThat(set.identityPoolId()).isEqualTo(pool);
    assertThat(set.identityProviderName()).isEqualTo(PROVIDER);
    assertThat(set.useDefaults()).isFalse();
    assertThat(set.principalTags()).isEqualTo(Map.of("department", "custom:dept", "user", "sub"));
    assertThat(get(PROVIDER).identityPoolId()).isEqualTo(pool);
    assertThat(get(PROVIDER).identityProviderName()).isEqualTo(PROVIDER);
    assertThat(get(PROVIDER).useDefaults()).isFalse();
    assertThat(get(PROVIDER).principalTags()).isEqualTo(set.principalTags());

    client()
        .setPrincipalTagAttributeMap(
            r ->
                r.identityPoolId(pool)
                    .identityProviderName(PROVIDER)
                    .principalTags(Map.of("client", "aud")));
    assertThat(get(PROVIDER).useDefaults()).isFalse();
    assertThat(get(PROVIDER).principalTags()).containsExactly(Map.entry("client", "aud"));
  }

  @Test
  void goesBackToTheDefaults() {
    client()
        .setPrincipalTagAttributeMap(
            r ->
                r.identityPoolId(pool)
                    .identityProviderName(PROVIDER)
                    .principalTags(Map.of("client", "aud")));
    client()
        .setPrincipalTagAttributeMap(
            r ->
                r.identityPoolId(pool)
                    .identityProviderName(PROVIDER)
                    .useDefaults(true)
                    .principalTags(Map.of()));
    assertThat(get(PROVIDER).useDefaults()).isTrue();
    assertThat(get(PROVIDER).principalTags()).isEmpty();
  }

  @Test
  void survivesAnUpdateOfThePool() {
    client()
        .setPrincipalTagAttributeMap(
            r -> r.identityPoolId(pool).identityProviderName(PROVIDER).useDefaults(true));
    client()
        .updateIdentityPool(
            r ->
                r.identityPoolId(pool)
                    .identityPoolName("tags")
                    .allowUnauthenticatedIdentities(false));
    assertThat(get(PROVIDER).useDefaults()).isTrue();
  }

  @Test
  void thereIsNoneBeforeOneIsSet() {
    assertThatThrownBy(() -> get(PROVIDER))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("No principal tag attribute map of '" + PROVIDER + "' found.");
  }

  @Test
  void refusesUnknownPools() {
    pool = UNKNOWN_POOL;
    assertThatThrownBy(() -> get(PROVIDER))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + pool + "' not found.");
    assertThatThrownBy(
            () ->
                client()
                    .setPrincipalTagAttributeMap(
                        r -> r.identityPoolId(pool).identityProviderName(PROVIDER)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + pool + "' not found.");
  }
}
