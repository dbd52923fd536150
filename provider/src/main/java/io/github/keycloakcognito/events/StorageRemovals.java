package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.storage.StoreSyncEvent;

/**
 * Has the users of a removed user storage swept up. Keycloak tells of it after the commit only;
 * what a crash in between swallows, the next look for lost users finds.
 */
final class StorageRemovals implements ProviderEventListener {

  private static final Logger LOG = Logger.getLogger(StorageRemovals.class);

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof StoreSyncEvent sync && sync.getRemoved() && sync.getModel() != null) {
      KeycloakSession session = sync.getSession();
      if (CognitoHolder.find(session).isPresent()) {
        removed(session.getKeycloakSessionFactory(), sync.getRealm().getId());
      }
    }
  }

  /** An exception here would fail a request whose work is committed. */
  private static void removed(KeycloakSessionFactory factory, String realmId) {
    try {
      KeycloakModelUtils.runJobInTransaction(
          factory,
          own -> {
            RealmModel realm = own.realms().getRealm(realmId);
            if (realm != null) {
              own.getContext().setRealm(realm);
              Sweeps.add(own, realm);
            }
          });
    } catch (RuntimeException e) {
      LOG.warnf(e, "Realm %s: users of a removed storage are looked for later", realmId);
    }
  }
}
