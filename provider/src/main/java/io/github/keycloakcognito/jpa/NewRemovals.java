package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.outbox.Removal;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Puts removals into the outbox. They are there once the session's transaction is committed, and
 * only then.
 */
public final class NewRemovals {

  private final EntityManager entities;
  private final InstantSource clock;

  public NewRemovals(KeycloakSession session, InstantSource clock) {
    this.entities = Entities.of(session);
    this.clock = clock;
  }

  /**
   * Puts a removal in.
   *
   * @param delay until it may be done at AWS
   */
  public void add(Removal removal, Duration delay) {
    OutboxEntity row = new OutboxEntity();
    row.id = KeycloakModelUtils.generateId();
    row.realmId = removal.realmId();
    row.realmName = removal.realmName();
    row.poolAlias = removal.poolAlias();
    row.identityPoolId = removal.identityPoolId();
    row.developerProvider = removal.developerProviderName();
    row.userId = removal.userId();
    row.identityId = removal.identityId();
    row.userRemoval = removal.userRemoval().code();
    row.state = OutboxEntity.QUEUED;
    row.created = clock.millis();
    row.due = row.created + delay.toMillis();
    entities.persist(row);
  }
}
