package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.door.ContentType;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Mounts the doors and holds the one {@link Cognito} of the server, whose options stand here. */
public final class CognitoResourceProviderFactory
    implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory, CognitoHolder {

  private Cognito cognito;

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public Cognito cognito() {
    return cognito;
  }

  @Override
  public void init(Config.Scope config) {
    cognito = Cognito.of(config);
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            cognito.start(factory);
          }
        });
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new CognitoResourceProvider(session, cognito);
  }

  @Override
  public Map<String, String> getOperationalInfo() {
    return cognito.operationalInfo();
  }

  @Override
  public void close() {
    if (cognito != null) {
      cognito.close();
    }
  }

  private record CognitoResourceProvider(KeycloakSession session, Cognito cognito)
      implements RealmResourceProvider {

    @Override
    public Object getResource() {
      ContentType.check(session);
      CognitoResource doors = new CognitoResource(session, cognito);
      HttpRequest request = session.getContext().getHttpRequest();
      return BodilessResource.serves(request) ? new BodilessResource(doors) : doors;
    }

    @Override
    public void close() {}
  }
}
