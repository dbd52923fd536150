package io.github.keycloakcognito.tokenexchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Samples;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

class RequesterTest {

  private final AccessToken token = new AccessToken();
  private final Map<String, ClientScopeModel> defaultScopes = new HashMap<>();
  private final Map<String, ClientScopeModel> optionalScopes = new HashMap<>();
  private boolean publicClient;
  private String exchangeEnabled = "true";

  RequesterTest() {
    token.audience("other", "backend");
  }

  @Test
  void ownTokenNeedsNothingMore() {
    publicClient = true;
    exchangeEnabled = null;
    token.audience("other");
    token.setConfirmation(new AccessToken.Confirmation());

    assertThatCode(requester("frontend")::check).doesNotThrowAnyException();
  }

  @Test
  void tokenOfAnotherClientNeedsItsAudience() {
    assertThatCode(requester("backend")::check).doesNotThrowAnyException();

    token.audience("other");
    assertThat(refusal()).contains("audience");
    token.audience();
    assertThat(refusal()).contains("audience");
  }

  @Test
  void publicClientTakesNoTokenOfAnother() {
    publicClient = true;

    assertThat(refusal()).contains("public client");
  }

  @Test
  void standardExchangeMustBeEnabled() {
    exchangeEnabled = "false";
    assertThat(refusal()).contains("not enabled");
    exchangeEnabled = null;
    assertThat(refusal()).contains("not enabled");
  }

  @Test
  void boundTokenStaysWithItsClient() {
    token.setConfirmation(new AccessToken.Confirmation());

    assertThat(refusal()).contains("bound");
  }

  @Test
  void clientNeedsScopeOfPool() {
    ClientScopeModel scope = Fake.of(ClientScopeModel.class, Map.of());
    assertThat(poolRefusal().map(Failure::kind)).hasValue(Kind.INSUFFICIENT_SCOPE);

    optionalScopes.put("cognito", scope);
    assertThat(poolRefusal()).isEmpty();
    optionalScopes.clear();
    defaultScopes.put("cognito", scope);
    assertThat(poolRefusal()).isEmpty();
  }

  private String refusal() {
    RefusalException refusal =
        catchThrowableOfType(RefusalException.class, requester("backend")::check);
    assertThat(refusal.failure().kind()).isEqualTo(Kind.ACCESS_DENIED);
    return refusal.failure().description();
  }

  private Optional<Failure> poolRefusal() {
    return requester("backend").refusal(Fake.of(KeycloakSession.class, Map.of()), Samples.POOL);
  }

  private Requester requester(String clientId) {
    return new Requester(
        client(clientId),
        new AuthResult(
            Fake.of(UserModel.class, Map.of()),
            Fake.of(UserSessionModel.class, Map.of()),
            token,
            client("frontend")));
  }

  private ClientModel client(String clientId) {
    return Fake.of(
        ClientModel.class,
        Map.of(
            "getId",
            arguments -> "id-of-" + clientId,
            "getClientId",
            arguments -> clientId,
            "isPublicClient",
            arguments -> publicClient,
            "isConsentRequired",
            arguments -> false,
            "getAttribute",
            arguments -> exchangeEnabled,
            "getClientScopes",
            arguments -> (boolean) arguments[0] ? defaultScopes : optionalScopes));
  }
}
