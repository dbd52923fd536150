package io.github.keycloakcognito.jpa;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The entities of Keycloak's database, ours among them. */
final class Entities {

  private Entities() {}

  /** In the transaction of {@code session}. */
  static EntityManager of(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }
}
