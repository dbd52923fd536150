package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.exchange.SignIn;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

class SignInsTest {

  private static final long SIGNED_IN = 1_700_000_000L;
  private static final int SESSION_START = 1_700_000_100;

  private final AccessToken token = new AccessToken();
  private final Map<String, String> sessionNotes = new HashMap<>();
  private final Map<String, String> clientSessionNotes = new HashMap<>();
  private boolean clientSession = true;
  private String levels = "{\"silver\":1,\"gold\":2}";

  @Test
  void takesNumberOfToken() {
    token.setAcr("2");

    assertThat(signIn().level()).isEqualTo(2);
  }

  @Test
  void takesNameOfToken() {
    token.setAcr("gold");

    assertThat(signIn().level()).isEqualTo(2);
    assertThat(signIn().levels()).isEqualTo(Map.of("silver", 1, "gold", 2));
  }

  @Test
  void nameThatMeansNoLevelGivesNone() {
    token.setAcr("platinum");

    assertThat(signIn().level()).isZero();
  }

  @Test
  void tokenIsNotOverruledBySession() {
    token.setAcr("1");
    clientSessionNotes.put(Constants.LEVEL_OF_AUTHENTICATION, "2");

    assertThat(signIn().level()).isEqualTo(1);
  }

  @Test
  void withoutAcrSessionOfClientDecides() {
    clientSessionNotes.put(Constants.LEVEL_OF_AUTHENTICATION, "2");

    assertThat(signIn().level()).isEqualTo(2);
  }

  @Test
  void sessionWithoutLevelIsAsKeycloakSaysInAcr() {
    assertThat(signIn().level()).isEqualTo(1);

    clientSessionNotes.put(AuthenticationManager.SSO_AUTH, "true");
    assertThat(signIn().level()).isZero();
  }

  @Test
  void withoutSessionOfClientThereIsNoLevel() {
    clientSession = false;

    assertThat(signIn().level()).isZero();
  }

  @Test
  void takesTimeOfToken() {
    token.setAuth_time(SIGNED_IN);
    sessionNotes.put(AuthenticationManager.AUTH_TIME, String.valueOf(SIGNED_IN + 50));

    assertThat(signIn().time()).isEqualTo(Instant.ofEpochSecond(SIGNED_IN));
  }

  @Test
  void withoutTimeSessionDecides() {
    sessionNotes.put(AuthenticationManager.AUTH_TIME, String.valueOf(SIGNED_IN));

    assertThat(signIn().time()).isEqualTo(Instant.ofEpochSecond(SIGNED_IN));
  }

  @Test
  void withoutSignInItsStartOrTokenDecidesWhicheverIsOlder() {
    assertThat(signIn().time()).isEqualTo(Instant.ofEpochSecond(SESSION_START));

    token.iat(SESSION_START + 7L);
    assertThat(signIn().time()).isEqualTo(Instant.ofEpochSecond(SESSION_START));
    token.iat(SESSION_START - 7L);
    assertThat(signIn().time()).isEqualTo(Instant.ofEpochSecond(SESSION_START - 7L));
  }

  @Test
  void withoutLevelsOfClientThoseOfRealmCount() {
    levels = null;
    token.setAcr("bronze");

    assertThat(signIn().level()).isEqualTo(3);
  }

  private SignIn signIn() {
    AuthenticatedClientSessionModel ofClient =
        Fake.of(
            AuthenticatedClientSessionModel.class,
            Map.of("getNote", arguments -> clientSessionNotes.get(arguments[0])));
    UserSessionModel session =
        Fake.of(
            UserSessionModel.class,
            Map.of(
                "getNote",
                arguments -> sessionNotes.get(arguments[0]),
                "getStarted",
                arguments -> SESSION_START,
                "getAuthenticatedClientSessionByClient",
                arguments -> clientSession ? ofClient : null));
    RealmModel realm =
        Fake.of(RealmModel.class, Map.of("getAttribute", arguments -> "{\"bronze\":3}"));
    ClientModel client =
        Fake.of(
            ClientModel.class,
            Map.of(
                "getId",
                arguments -> "client-id",
                "getClientId",
                arguments -> "demo-app",
                "getRealm",
                arguments -> realm,
                "getAttribute",
                arguments -> levels));
    return SignIns.of(new AuthResult(Fake.of(UserModel.class, Map.of()), session, token, client));
  }
}
