package io.github.keycloakcognito.jpa;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Brings our tables into Keycloak's database, by Liquibase, when a server starts. */
public final class CognitoJpaEntityProviderFactory implements JpaEntityProviderFactory {

  /** Keycloak names the table of Liquibase's history after it: it does not change. */
  private static final String ID = "cognito";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return new CognitoJpaEntityProvider();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}

  private record CognitoJpaEntityProvider() implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
      return List.of(
          IdentityEntity.class,
          OutboxEntity.class,
          JobEntity.class,
          FindingEntity.class,
          Refusal.class);
    }

    @Override
    public String getChangelogLocation() {
      return "META-INF/cognito-changelog.xml";
    }

    @Override
    public String getFactoryId() {
      return ID;
    }

    @Override
    public void close() {}
  }
}
