package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.jpa.UserRow;
import io.github.keycloakcognito.pool.IdentityAttribute;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A user's identity as the user's attribute shows it. It is written in transactions of its own, and
 * that never fails: a user who cannot be written to must not take back what AWS has done.
 */
public final class ShownIdentity {

  private static final Logger LOG = Logger.getLogger(ShownIdentity.class);

  private final KeycloakSessionFactory factory;

  public ShownIdentity(KeycloakSessionFactory factory) {
    this.factory = factory;
  }

  /** Whether a user is shown to have an identity. */
  public static boolean isAny(UserModel user, IdentityPool pool) {
    return user.getFirstAttribute(IdentityAttribute.nameFor(pool)) != null;
  }

  /**
   * Whether the attribute shows that identity.
   *
   * @param identityId null for none
   */
  public static boolean is(UserModel user, IdentityPool pool, String identityId) {
    List<String> expected = identityId == null ? List.of() : List.of(identityId);
    return user.getAttributeStream(IdentityAttribute.nameFor(pool)).toList().equals(expected);
  }

  /**
   * Shows an identity.
   *
   * @param identityId null if the user has none any more
   */
  public void show(String realmId, String userId, IdentityPool pool, String identityId) {
    write(realmId, userId, pool, own -> show(own, realmId, userId, pool, identityId));
  }

  /**
   * The same in the transaction of {@code own}, which fails if the user cannot be written to.
   *
   * @param identityId null if the user has none any more
   */
  public static void show(
      KeycloakSession own, String realmId, String userId, IdentityPool pool, String identityId) {
    UserModel user = locked(own, realmId, userId);
    if (user == null) {
      return;
    }
    if (identityId == null) {
      user.removeAttribute(IdentityAttribute.nameFor(pool));
    } else if (!is(user, pool, identityId)) {
      user.setSingleAttribute(IdentityAttribute.nameFor(pool), identityId);
    }
  }

  /** Shows an identity no more, if it is that one. */
  public void clear(String realmId, String userId, IdentityPool pool, String identityId) {
    write(
        realmId,
        userId,
        pool,
        own -> {
          UserModel user = locked(own, realmId, userId);
          if (user != null && is(user, pool, identityId)) {
            user.removeAttribute(IdentityAttribute.nameFor(pool));
          }
        });
  }

  private void write(String realmId, String userId, IdentityPool pool, KeycloakSessionTask change) {
    try {
      KeycloakModelUtils.runJobInTransaction(factory, change);
    } catch (RuntimeException e) {
      LOG.debugf(
          e,
          "Realm %s, user %s: attribute %s could not be written",
          realmId,
          userId,
          IdentityAttribute.nameFor(pool));
    }
  }

  /** Null if the user or the realm is gone. */
  private static UserModel locked(KeycloakSession own, String realmId, String userId) {
    RealmModel realm = UserRow.lock(own, userId) ? own.realms().getRealm(realmId) : null;
    if (realm == null) {
      return null;
    }
    own.getContext().setRealm(realm);
    return own.users().getUserById(realm, userId);
  }
}
