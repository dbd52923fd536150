package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The event listener {@code cognito}, and what is heard of without one. */
public final class CognitoEventListenerProviderFactory implements EventListenerProviderFactory {

  @Override
  public String getId() {
    return CognitoHolder.PROVIDER_ID;
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new CognitoEventListenerProvider();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new UserRemovals());
    factory.register(new RealmRemovals());
    factory.register(new StorageRemovals());
  }

  @Override
  public void close() {}

  private record CognitoEventListenerProvider() implements EventListenerProvider {

    @Override
    public void onEvent(Event event) {}

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
  }
}
