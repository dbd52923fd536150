package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import io.github.keycloakcognito.jpa.OutboxTable;
import io.github.keycloakcognito.outbox.Removal;
import io.github.keycloakcognito.pool.IdentityAttribute;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Notes a user's identity in the registry and in the user's attributes, in transactions of their
 * own. A user who was removed meanwhile goes into the outbox: AWS may have made the identity after
 * the removal was done there.
 */
final class IdentityNote {

  private static final Logger LOG = Logger.getLogger(IdentityNote.class);

  /** An app's first calls come together; one after the other they do not note it twice. */
  private static final Object[] LOCKS = new Object[32];

  static {
    for (int i = 0; i < LOCKS.length; i++) {
      LOCKS[i] = new Object();
    }
  }

  private final KeycloakSession session;
  private final Caller caller;
  private final IdentityPool pool;
  private final Duration removalDelay;
  private final String attribute;
  private final List<String> noted;

  /**
   * @param user whose attributes are read now, and not later
   * @param removalDelay until a removal may be done at AWS
   */
  IdentityNote(
      KeycloakSession session,
      Caller caller,
      UserModel user,
      IdentityPool pool,
      Duration removalDelay) {
    this.session = session;
    this.caller = caller;
    this.pool = pool;
    this.removalDelay = removalDelay;
    this.attribute = IdentityAttribute.nameFor(pool);
    this.noted = user.getAttributeStream(attribute).toList();
  }

  /** What was issued is issued: a user who cannot be written to must not take it back. */
  void take(String identityId) {
    synchronized (LOCKS[Math.floorMod(caller.userId().hashCode(), LOCKS.length)]) {
      try {
        inTransaction(own -> register(own, identityId));
      } catch (RuntimeException e) {
        LOG.warnf(
            e,
            "Realm %s, user %s: identity %s could not be registered",
            caller.realmName(),
            caller.userId(),
            identityId);
      }
      if (!noted.equals(List.of(identityId))) {
        try {
          inTransaction(own -> write(own, identityId));
        } catch (RuntimeException e) {
          LOG.debugf(
              e,
              "Realm %s, user %s: attribute %s could not be written",
              caller.realmName(),
              caller.userId(),
              attribute);
        }
      }
    }
  }

  private void register(KeycloakSession own, String identityId) {
    InstantSource clock = InstantSource.system();
    if (own.users().getUserById(own.getContext().getRealm(), caller.userId()) != null) {
      new IdentityRegistry(own, clock).note(caller.realmId(), caller.userId(), pool, identityId);
    } else if (pool.userRemoval() != UserRemoval.KEEP) {
      Removal removal =
          Removal.of(caller.realmId(), caller.realmName(), pool, caller.userId(), identityId);
      new OutboxTable(own, clock).add(removal, removalDelay);
    }
  }

  private void inTransaction(KeycloakSessionTask task) {
    KeycloakModelUtils.runJobInTransaction(
        session.getKeycloakSessionFactory(), session.getContext(), task);
  }

  private void write(KeycloakSession own, String identityId) {
    UserModel user = own.users().getUserById(own.getContext().getRealm(), caller.userId());
    if (user != null && !user.getAttributeStream(attribute).toList().equals(List.of(identityId))) {
      user.setSingleAttribute(attribute, identityId);
    }
  }
}
