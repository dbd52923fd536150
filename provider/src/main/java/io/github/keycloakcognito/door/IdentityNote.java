package io.github.keycloakcognito.door;

import io.github.keycloakcognito.ShownIdentity;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import io.github.keycloakcognito.jpa.NewRemovals;
import io.github.keycloakcognito.outbox.Removal;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Notes users' identities in the registry and in the users' attributes, in a transaction of its
 * own, or in two where a user cannot be written to. A user who was removed meanwhile goes into the
 * outbox: AWS may have made the identity after the removal was done there.
 */
public final class IdentityNote {

  private static final Logger LOG = Logger.getLogger(IdentityNote.class);

  /** An app's first calls come together; one after the other they do not note it twice. */
  private static final Object[] LOCKS = new Object[32];

  static {
    for (int i = 0; i < LOCKS.length; i++) {
      LOCKS[i] = new Object();
    }
  }

  private final KeycloakSessionFactory factory;
  private final Duration removalDelay;
  private final ShownIdentity attribute;

  /**
   * @param removalDelay until a removal may be done at AWS
   */
  public IdentityNote(KeycloakSessionFactory factory, Duration removalDelay) {
    this.factory = factory;
    this.removalDelay = removalDelay;
    this.attribute = new ShownIdentity(factory);
  }

  /**
   * Notes what AWS has done. That is done: a user who cannot be written to must not take it back,
   * so this never fails.
   *
   * @param identityId null if the user has none any more
   */
  public void take(String realmId, String userId, IdentityPool pool, String identityId) {
    take(null, realmId, userId, pool, identityId, own -> {});
  }

  /**
   * The same with an event, in the same transaction if that goes.
   *
   * @param context that the event is written in
   * @return false if the event is still to be written: the transaction was taken back
   */
  boolean take(
      KeycloakContext context,
      String realmId,
      String userId,
      IdentityPool pool,
      String identityId,
      KeycloakSessionTask event) {
    synchronized (LOCKS[Math.floorMod(userId.hashCode(), LOCKS.length)]) {
      boolean all = inOne(context, realmId, userId, pool, identityId, event);
      if (!all) {
        oneByOne(realmId, userId, pool, identityId);
      }
      return all;
    }
  }

  /** False if it did not go, as with a user who cannot be written to. */
  private boolean inOne(
      KeycloakContext context,
      String realmId,
      String userId,
      IdentityPool pool,
      String identityId,
      KeycloakSessionTask event) {
    try {
      KeycloakModelUtils.runJobInTransaction(
          factory,
          context,
          own -> {
            if (!register(own, realmId, userId, pool, identityId)) {
              ShownIdentity.show(own, realmId, userId, pool, identityId);
            }
            // Last: a listener that does not wait for the commit must not hear of it twice.
            event.run(own);
          });
      return true;
    } catch (RuntimeException e) {
      LOG.debugf(e, "Realm %s, user %s: identity and attribute apart", realmId, userId);
      return false;
    }
  }

  private void oneByOne(String realmId, String userId, IdentityPool pool, String identityId) {
    boolean shown = false;
    try {
      shown =
          KeycloakModelUtils.runJobInTransactionWithResult(
              factory, own -> register(own, realmId, userId, pool, identityId));
    } catch (RuntimeException e) {
      LOG.warnf(
          e, "Realm %s, user %s: identity %s could not be registered", realmId, userId, identityId);
    }
    if (!shown) {
      attribute.show(realmId, userId, pool, identityId);
    }
  }

  /** Tells whether the user's attribute shows the identity already, or there is no such user. */
  private boolean register(
      KeycloakSession own, String realmId, String userId, IdentityPool pool, String identityId) {
    InstantSource clock = InstantSource.system();
    RealmModel realm = own.realms().getRealm(realmId);
    UserModel user = user(own, realm, userId);
    if (user != null) {
      new IdentityRegistry(own, clock).note(realmId, userId, pool, identityId);
      return ShownIdentity.is(user, pool, identityId);
    }
    if (identityId != null && pool.userRemoval() != UserRemoval.KEEP) {
      String realmName = realm == null ? null : realm.getName();
      Removal removal = Removal.of(realmId, realmName, pool, userId, identityId);
      new NewRemovals(own, clock).add(removal, removalDelay);
    }
    return true;
  }

  private static UserModel user(KeycloakSession own, RealmModel realm, String userId) {
    if (realm == null) {
      return null;
    }
    own.getContext().setRealm(realm);
    return own.users().getUserById(realm, userId);
  }
}
