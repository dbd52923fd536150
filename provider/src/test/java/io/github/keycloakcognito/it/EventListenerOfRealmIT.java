package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server of its own, in the home that {@link CredentialSourcesIT} has built. */
@DisplayName("With a listener that is not global")
class EventListenerOfRealmIT {

  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";

  @Test
  @DisplayName("a realm that does not list it is as safe; one that does forgets besides")
  void listed() {
    try (LocalCognito cognito = LocalCognito.start(LocalCognitoOptions.defaults());
        KeycloakServer keycloak =
            CredentialSourcesIT.server(cognito)
                .option("spi-events-listener--cognito--global", "false")
                .env("AWS_ACCESS_KEY_ID", Stack.ACCESS_KEY)
                .env("AWS_SECRET_ACCESS_KEY", Stack.SECRET_KEY)
                .start()) {
      TestRealm deaf = TestRealm.in(keycloak.url(), "it-1");
      TestRealm listening = TestRealm.in(keycloak.url(), "it-2");
      listening
          .admin()
          .put(
              listening.path("/events/config"),
              Map.of("eventsListeners", List.of("jboss-logging", "cognito")));
      for (TestRealm realm : List.of(deaf, listening)) {
        String token = realm.accessToken("alice", "app");
        assertThat(realm.exchange(token).status()).isEqualTo(200);

        realm.admin().post(realm.path("/users/" + realm.userId("alice") + "/logout"), Map.of());

        assertThat(realm.exchange(token).status()).isEqualTo(401);
        assertThat(realm.credentials(token).status()).isEqualTo(401);
      }
      await().until(() -> Metrics.events(keycloak, "session-end") == 1);
      cognito.resetCalls();
      assertThat(deaf.exchange(deaf.accessToken("alice", "app")).status()).isEqualTo(200);
      assertThat(cognito.calls()).doesNotContainKey(TOKEN);
      assertThat(listening.exchange(listening.accessToken("alice", "app")).status()).isEqualTo(200);
      assertThat(cognito.calls()).containsEntry(TOKEN, 1L);
    }
  }
}
