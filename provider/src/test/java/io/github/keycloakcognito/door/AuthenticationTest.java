package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.pool.Components;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** The copy of the caller; whether a token is valid is for the tests on a real Keycloak. */
class AuthenticationTest {

  private final AccessToken token = new AccessToken();
  private final Map<String, Fake.Answer> user = new HashMap<>();

  AuthenticationTest() {
    token.setScope("openid cognito");
    token.setAcr("1");
    token.setAuth_time(1_700_000_000L);
    user.put("getUsername", arguments -> "alice");
    user.put("getId", arguments -> "alice-id");
    user.put("getServiceAccountClientLink", arguments -> null);
    user.put("getRequiredActionsStream", arguments -> List.of().stream());
  }

  @Test
  void copiesWhatDomainAsksFor() {
    assertThat(caller())
        .isEqualTo(
            new Caller(
                "demo-id",
                "demo",
                "alice-id",
                "demo-app",
                "session-id",
                Set.of("openid", "cognito"),
                false,
                false,
                "alice",
                new SignIn(1, Map.of("silver", 2), Instant.ofEpochSecond(1_700_000_000))));
  }

  @Test
  void tokenWithoutScopeHasNone() {
    token.setScope(null);

    assertThat(caller().scopes()).isEmpty();
  }

  @Test
  void scopeThatTokenNamesTwiceIsOne() {
    token.setScope("openid cognito openid");

    assertThat(caller().scopes()).containsExactlyInAnyOrder("openid", "cognito");
  }

  @Test
  void knowsServiceAccount() {
    user.put("getServiceAccountClientLink", arguments -> "client-id");

    assertThat(caller().serviceAccount()).isTrue();
  }

  @Test
  void knowsPendingRequiredAction() {
    user.put("getRequiredActionsStream", arguments -> List.of("UPDATE_PASSWORD").stream());

    assertThat(caller().actionRequired()).isTrue();
  }

  private Caller caller() {
    RealmModel realm = Components.realm();
    KeycloakContext context =
        Fake.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
    KeycloakSession session =
        Fake.of(KeycloakSession.class, Map.of("getContext", arguments -> context));
    AuthResult result =
        new AuthResult(
            Fake.of(UserModel.class, user),
            Fake.of(UserSessionModel.class, Map.of("getId", arguments -> "session-id")),
            token,
            Fake.of(
                ClientModel.class,
                Map.of(
                    "getClientId",
                    arguments -> "demo-app",
                    "getAttribute",
                    arguments -> "{\"silver\":2}")));
    return new Authentication(session).caller(result, result.client());
  }
}
