package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The event listener {@code cognito}, and what is heard of without one. */
public final class CognitoEventListenerProviderFactory implements EventListenerProviderFactory {

  private static final String GLOBAL = "global";

  private final Forgetter forgetter = new Forgetter();
  private final IdentitiesAhead identitiesAhead = new IdentitiesAhead();
  private final TakenLogins takenLogins = new TakenLogins();
  private final SavedPools savedPools = new SavedPools();
  private boolean global = true;

  @Override
  public String getId() {
    return CognitoHolder.PROVIDER_ID;
  }

  @Override
  public boolean isGlobal() {
    return global;
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new CognitoEventListenerProvider(session, forgetter, identitiesAhead);
  }

  @Override
  public void init(Config.Scope config) {
    global = config.getBoolean(GLOBAL, true);
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new UserRemovals());
    factory.register(new RealmRemovals());
    factory.register(new StorageRemovals());
    factory.register(savedPools);
    factory.register(new BrokeredLogins(global, forgetter, takenLogins));
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return ProviderConfigurationBuilder.create()
        .property()
        .name(GLOBAL)
        .type("boolean")
        .helpText("Whether all realms are listened to, or those that list the event listener.")
        .defaultValue(true)
        .add()
        .build();
  }

  @Override
  public void close() {
    forgetter.close();
    identitiesAhead.close();
    takenLogins.close();
    savedPools.close();
  }
}
