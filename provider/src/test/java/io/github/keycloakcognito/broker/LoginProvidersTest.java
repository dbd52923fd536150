package io.github.keycloakcognito.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignInRequirement;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.exchange.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.IdentityProviderModel;

class LoginProvidersTest {

  @ParameterizedTest
  @CsvSource({
    "google, accounts.google.com, id_token",
    "facebook, graph.facebook.com, access_token",
    "apple, appleid.apple.com, id_token",
    "amazon, www.amazon.com, access_token"
  })
  void namesSocialProvidersByType(String type, String name, String member) {
    assertThat(LoginProviders.nameOf(pool(Map.of()), idp(type, null))).contains(name);
    assertThat(LoginProviders.member(name)).isEqualTo(member);
  }

  @ParameterizedTest
  @CsvSource({
    "oidc, https://login.example/tenant, login.example/tenant",
    "keycloak-oidc, http://localhost:8080/realms/partner, localhost:8080/realms/partner",
    "oidc, https://appleid.apple.com, appleid.apple.com"
  })
  void namesOthersByIssuer(String type, String issuer, String name) {
    assertThat(LoginProviders.nameOf(pool(Map.of()), idp(type, issuer))).contains(name);
    assertThat(LoginProviders.member(name)).isEqualTo("id_token");
  }

  @ParameterizedTest
  @CsvSource({"saml, https://idp.example", "github,", "oidc,", "oidc,' '"})
  void knowsNoNameOfTheRest(String type, String issuer) {
    assertThat(LoginProviders.nameOf(pool(Map.of()), idp(type, issuer))).isEmpty();
  }

  @Test
  void poolsSettingComesFirst() {
    IdentityPool pool = pool(Map.of("theirs", "graph.facebook.com"));

    assertThat(LoginProviders.nameOf(pool, idp("google", null))).contains("graph.facebook.com");
  }

  private static IdentityProviderModel idp(String type, String issuer) {
    IdentityProviderModel idp = new IdentityProviderModel();
    idp.setAlias("theirs");
    idp.setProviderId(type);
    idp.getConfig().put("issuer", issuer);
    return idp;
  }

  private static IdentityPool pool(Map<String, String> linkedProviders) {
    return new IdentityPool(
        "default",
        "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21",
        "login.keycloak.demo",
        Duration.ofMinutes(15),
        Set.of(),
        false,
        "cognito",
        true,
        SignInRequirement.NONE,
        List.of(),
        linkedProviders,
        UserRemoval.DELETE_IDENTITY,
        WarmUp.OFF,
        IdentityPool.DEFAULT_ACCOUNT_CLIENT,
        null);
  }
}
