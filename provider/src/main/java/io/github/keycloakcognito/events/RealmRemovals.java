package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.jpa.AdminJobs;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Has the users of a removed realm swept up, in the transaction that removes it: Keycloak publishes
 * no event for each of them, and the pools' settings go with the realm.
 */
final class RealmRemovals implements ProviderEventListener {

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof RealmRemovedEvent removed) {
      KeycloakSession session = removed.getKeycloakSession();
      if (CognitoHolder.find(session).isPresent()) {
        new AdminJobs(session, InstantSource.system()).cancelReconciles(removed.getRealm().getId());
        Sweeps.add(session, removed.getRealm());
      }
    }
  }
}
