package io.github.keycloakcognito.adminui;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.pool.PoolComponents;
import io.github.keycloakcognito.pool.PoolSaved;
import io.github.keycloakcognito.pool.RealmPools;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.ui.extend.UiPageProvider;
import org.keycloak.services.ui.extend.UiPageProviderFactory;

/**
 * Pools that are edited in the admin console (feature {@code declarative-ui}). Its components are
 * the pools, beside those of {@link
 * io.github.keycloakcognito.pool.CognitoIdentityPoolProviderFactory}.
 */
public final class PoolPageFactory implements UiPageProviderFactory<UiPageProvider> {

  /** The console sends the parameters of its own address along with the settings. */
  private static final Set<String> BESIDES =
      Set.of("realm", "providerId", PoolPageProperties.CHECK_ON_SAVE);

  private final SaveQuestion question = new SaveQuestion();

  /** Stands in databases and realm files, and is the key of the page's title. */
  @Override
  public String getId() {
    return RealmPools.PAGE_ID;
  }

  @Override
  public String getHelpText() {
    return "awsIdentityPoolsHelp";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PoolPageProperties.ALL;
  }

  /**
   * Refuses wrong form always, and what AWS does not take where an admin saves this very pool. An
   * import is never refused for AWS's sake: that would stop the server.
   */
  @Override
  public void validateConfiguration(
      KeycloakSession session, RealmModel realm, ComponentModel model) {
    IdentityPool pool = PoolComponents.validate(realm, model, BESIDES);
    boolean wanted = PoolPageProperties.checkOnSave(model);
    if (!SavingRequest.isServedBy(session)) {
      PoolSaved.tell(session, realm, pool);
    } else if (wanted && !question.ask(session, realm, pool)) {
      PoolSaved.tell(session, realm, pool);
    }
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
    PoolComponents.keep(factory, UiPageProvider.class);
  }

  @Override
  public void close() {}
}
