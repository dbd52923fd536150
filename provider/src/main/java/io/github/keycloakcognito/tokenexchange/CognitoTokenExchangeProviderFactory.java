package io.github.keycloakcognito.tokenexchange;

import io.github.keycloakcognito.CognitoHolder;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/** Puts our exchange beside those that Keycloak has. */
public final class CognitoTokenExchangeProviderFactory implements TokenExchangeProviderFactory {

  /** Keycloak's own are 10 and less; the first that supports a request gets it. */
  private static final int BEFORE_BUILT_IN = 50;

  @Override
  public String getId() {
    return CognitoHolder.PROVIDER_ID;
  }

  @Override
  public int order() {
    return BEFORE_BUILT_IN;
  }

  @Override
  public TokenExchangeProvider create(KeycloakSession session) {
    return new CognitoTokenExchangeProvider();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
