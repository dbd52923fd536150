package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.door.ContentType;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Mounts the doors for admins, where the REST doors and their options are on. */
public final class CognitoAdminResourceProviderFactory
    implements AdminRealmResourceProviderFactory {

  @Override
  public String getId() {
    return CognitoHolder.PROVIDER_ID;
  }

  @Override
  public AdminRealmResourceProvider create(KeycloakSession session) {
    return new CognitoAdminResourceProvider();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}

  private record CognitoAdminResourceProvider() implements AdminRealmResourceProvider {

    /** Null, which Keycloak answers with 404, where the operator has switched the doors off. */
    @Override
    public Object getResource(
        KeycloakSession session,
        RealmModel realm,
        AdminPermissionEvaluator auth,
        AdminEventBuilder events) {
      ContentType.check(session);
      return CognitoHolder.find(session)
          .map(
              cognito ->
                  new CognitoAdminResource(new AdminDoor(session, realm, auth, events, cognito)))
          .orElse(null);
    }

    @Override
    public void close() {}
  }
}
