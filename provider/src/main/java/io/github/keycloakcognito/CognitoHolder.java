package io.github.keycloakcognito;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** The provider factory that holds the one {@link Cognito} of the server, for all doors. */
public interface CognitoHolder {

  /** Id of all providers that are doors. */
  String PROVIDER_ID = "cognito";

  Cognito cognito();

  /** The server's; empty where the operator has switched its provider off. */
  static Optional<Cognito> find(KeycloakSession session) {
    return session
                .getKeycloakSessionFactory()
                .getProviderFactory(RealmResourceProvider.class, PROVIDER_ID)
            instanceof CognitoHolder holder
        ? Optional.of(holder.cognito())
        : Optional.empty();
  }
}
