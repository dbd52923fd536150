package io.github.keycloakcognito.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.LogCapture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

class RequiredScopesTest {

  @AutoClose private final LogCapture log = new LogCapture(RequiredScopes.class);
  private final List<ClientScopeModel> scopes = new ArrayList<>();
  private final List<ProtocolMapperModel> mappers = new ArrayList<>();
  private final FakeProfile profile = new FakeProfile();

  @Test
  void makesMissingScopeThatTokensAndConsentShow() {
    RequiredScopes.ensure(realm(Components.pool("default")));

    assertThat(scopes).hasSize(1);
    ClientScopeModel scope = scopes.get(0);
    assertThat(scope.getName()).isEqualTo("cognito");
    assertThat(scope.getProtocol()).isEqualTo("openid-connect");
    assertThat(scope.isIncludeInTokenScope()).isTrue();
    assertThat(scope.isDisplayOnConsentScreen()).isTrue();
    assertThat(scope.getConsentScreenText()).isEqualTo("${cognitoScopeConsentText}");
    assertThat(mappers)
        .extracting(
            ProtocolMapperModel::getName, mapper -> mapper.getConfig().get("user.attribute"))
        .containsExactly(tuple("cognito_identity_id", "cognito.identity-id"));
    assertThat(log.records())
        .extracting(LogRecord::getMessage)
        .singleElement()
        .asString()
        .contains("demo", "cognito");
  }

  @Test
  void leavesScopeThatIsThereAlone() {
    ClientScopeModel theirs = scope("cognito");
    scopes.add(theirs);

    RequiredScopes.ensure(realm(Components.pool("default")));

    assertThat(scopes).containsExactly(theirs);
    assertThat(theirs.getProtocol()).isNull();
  }

  @Test
  void makesScopeOnceForAllPoolsThatRequireIt() {
    ComponentModel special = Components.pool("special");
    special.getConfig().putSingle("requiredScope", "aws");

    RequiredScopes.ensure(realm(Components.pool("default"), Components.pool("prod"), special));

    assertThat(scopes).extracting(ClientScopeModel::getName).containsExactly("cognito", "aws");
    assertThat(mappers)
        .extracting(ProtocolMapperModel::getName)
        .containsExactly(
            "cognito_identity_id", "cognito_identity_id_prod", "cognito_identity_id_special");
  }

  @Test
  void realmWithoutPoolsGetsNoScope() {
    RequiredScopes.ensure(realm());

    assertThat(scopes).isEmpty();
  }

  @Test
  void looksAfterImportedRealms() {
    List<ProviderEventListener> listeners = new ArrayList<>();
    KeycloakSessionFactory factory =
        Fake.of(
            KeycloakSessionFactory.class,
            Map.of("register", arguments -> listeners.add((ProviderEventListener) arguments[0])));
    new CognitoIdentityPoolProviderFactory().postInit(factory);
    RealmModel realm = realm(Components.pool("default"));

    listeners.forEach(listener -> listener.onEvent(new ProviderEvent() {}));
    assertThat(scopes).isEmpty();
    listeners.forEach(
        listener ->
            listener.onEvent(
                Fake.of(
                    RealmModel.RealmPostCreateEvent.class,
                    Map.of(
                        "getCreatedRealm",
                        arguments -> realm,
                        "getKeycloakSession",
                        arguments -> profile.session(realm)))));
    assertThat(scopes).hasSize(1);
    assertThat(profile.attributes()).contains("cognito.identity-id");
  }

  @Test
  void looksAfterChangedPools() {
    CognitoIdentityPoolProviderFactory factory = new CognitoIdentityPoolProviderFactory();
    ComponentModel pool = Components.pool("default");
    factory.onCreate(profile.session(realm(pool)), realm(pool), pool);
    pool.getConfig().putSingle("requiredScope", "aws");
    factory.onUpdate(profile.session(realm(pool)), realm(pool), pool, pool);

    assertThat(scopes).extracting(ClientScopeModel::getName).containsExactly("cognito", "aws");
  }

  private RealmModel realm(ComponentModel... components) {
    Map<String, Fake.Answer> answers = Components.answers(components);
    answers.put("getClientScopesStream", arguments -> List.copyOf(scopes).stream());
    answers.put("getClientByClientId", arguments -> null);
    answers.put(
        "addClientScope",
        arguments -> {
          ClientScopeModel scope = scope((String) arguments[0]);
          scopes.add(scope);
          return scope;
        });
    return Fake.of(RealmModel.class, answers);
  }

  private ClientScopeModel scope(String name) {
    Map<String, String> attributes = new HashMap<>();
    Map<String, Fake.Answer> answers = new HashMap<>();
    answers.put("getName", arguments -> name);
    answers.put(
        "setAttribute", arguments -> attributes.put((String) arguments[0], (String) arguments[1]));
    answers.put("getAttribute", arguments -> attributes.get((String) arguments[0]));
    answers.put("setProtocol", arguments -> attributes.put("protocol", (String) arguments[0]));
    answers.put("getProtocol", arguments -> attributes.get("protocol"));
    answers.put(
        "addProtocolMapper",
        arguments -> {
          mappers.add((ProtocolMapperModel) arguments[0]);
          return arguments[0];
        });
    answers.put("setDescription", arguments -> null);
    return Fake.of(ClientScopeModel.class, answers);
  }
}
