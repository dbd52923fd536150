package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Pools as components of our own: Amazon Cognito identity pools.
 *
 * <p>The validator looks at form only. It runs on import too, where a refusal keeps Keycloak from
 * starting; what depends on the server's options or on AWS is checked at use.
 */
public final class CognitoIdentityPoolProviderFactory implements IdentityPoolProviderFactory {

  static final String ID = "cognito";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getHelpText() {
    return "An Amazon Cognito identity pool whose developer provider is this realm.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return IdentityPoolConfigProperties.ALL;
  }

  @Override
  public IdentityPoolProvider create(KeycloakSession session, ComponentModel model) {
    return new CognitoIdentityPoolProvider(new IdentityPoolConfig(model.getConfig()).read());
  }

  @Override
  public void validateConfiguration(
      KeycloakSession session, RealmModel realm, ComponentModel model) {
    IdentityPool pool = PoolComponents.validate(realm, model, Set.of());
    PoolSaved.tell(session, realm, pool);
  }

  @Override
  public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel model) {
    PoolComponents.changed(session, realm);
  }

  @Override
  public void onUpdate(
      KeycloakSession session, RealmModel realm, ComponentModel before, ComponentModel after) {
    PoolComponents.changed(session, realm);
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    RequiredScopes.keepImported(factory);
    PoolComponents.keep(factory, IdentityPoolProvider.class);
  }

  @Override
  public void close() {}

  private record CognitoIdentityPoolProvider(IdentityPool settings)
      implements IdentityPoolProvider {
    @Override
    public void close() {}
  }
}
