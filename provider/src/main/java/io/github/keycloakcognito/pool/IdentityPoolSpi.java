package io.github.keycloakcognito.pool;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The SPI {@code cognito-pool}. */
public final class IdentityPoolSpi implements Spi {

  @Override
  public boolean isInternal() {
    return false;
  }

  @Override
  public String getName() {
    return "cognito-pool";
  }

  @Override
  public Class<? extends Provider> getProviderClass() {
    return IdentityPoolProvider.class;
  }

  @Override
  public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
    return IdentityPoolProviderFactory.class;
  }
}
