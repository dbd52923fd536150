package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.pool.IdentityAttribute;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Notes a user's identity in the user's attributes, in a transaction of its own, where it is not
 * noted yet.
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
  private final String attribute;
  private final List<String> noted;

  /**
   * @param user whose attributes are read now, and not later
   */
  IdentityNote(KeycloakSession session, Caller caller, UserModel user, IdentityPool pool) {
    this.session = session;
    this.caller = caller;
    this.attribute = IdentityAttribute.nameFor(pool);
    this.noted = user.getAttributeStream(attribute).toList();
  }

  /** What was issued is issued: a user who cannot be written to must not take it back. */
  void take(String identityId) {
    if (noted.equals(List.of(identityId))) {
      return;
    }
    try {
      synchronized (LOCKS[Math.floorMod(caller.userId().hashCode(), LOCKS.length)]) {
        KeycloakModelUtils.runJobInTransaction(
            session.getKeycloakSessionFactory(),
            session.getContext(),
            own -> write(own, identityId));
      }
    } catch (RuntimeException e) {
      LOG.debugf(
          e,
          "Realm %s, user %s: attribute %s could not be written",
          caller.realmName(),
          caller.userId(),
          attribute);
    }
  }

  private void write(KeycloakSession own, String identityId) {
    UserModel user = own.users().getUserById(own.getContext().getRealm(), caller.userId());
    if (user != null && !user.getAttributeStream(attribute).toList().equals(List.of(identityId))) {
      user.setSingleAttribute(attribute, identityId);
    }
  }
}
