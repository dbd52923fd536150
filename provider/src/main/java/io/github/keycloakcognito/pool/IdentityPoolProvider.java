package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import org.keycloak.provider.Provider;

/**
 * One identity pool of a realm.
 *
 * <p>The name of this interface stands in databases and realm files as the component's provider
 * type. It never changes.
 */
public interface IdentityPoolProvider extends Provider {

  /** The pool's settings. Never null. */
  IdentityPool settings();
}
