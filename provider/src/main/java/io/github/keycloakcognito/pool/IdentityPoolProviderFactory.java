package io.github.keycloakcognito.pool;

import org.keycloak.component.ComponentFactory;

/** Makes pools from components. */
public interface IdentityPoolProviderFactory
    extends ComponentFactory<IdentityPoolProvider, IdentityPoolProvider> {}
