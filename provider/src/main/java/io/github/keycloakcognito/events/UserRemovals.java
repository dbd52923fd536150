package io.github.keycloakcognito.events;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import io.github.keycloakcognito.jpa.OutboxTable;
import io.github.keycloakcognito.outbox.Removal;
import io.github.keycloakcognito.pool.RealmPools;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Puts each removed user into the outbox, in the transaction that removes the user: by an admin, by
 * the user, by federation, by a workflow. Keycloak publishes the same event for all of them.
 */
final class UserRemovals implements ProviderEventListener {

  private static final InstantSource CLOCK = InstantSource.system();

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof UserRemovedEvent removed) {
      CognitoHolder.find(removed.getKeycloakSession())
          .ifPresent(cognito -> removed(removed, cognito));
    }
  }

  private static void removed(UserRemovedEvent event, Cognito cognito) {
    KeycloakSession session = event.getKeycloakSession();
    RealmModel realm = event.getRealm();
    OutboxTable outbox = new OutboxTable(session, CLOCK);
    // Not the user's attribute: a user who is gone from a user storage may not be asked any more.
    IdentityRegistry registry = new IdentityRegistry(session, CLOCK);
    String userId = event.getUser().getId();
    for (IdentityPool pool : RealmPools.of(realm).all()) {
      if (pool.userRemoval() != UserRemoval.KEEP) {
        outbox.add(
            Removal.of(
                realm.getId(), realm.getName(), pool, userId, registry.identityOf(userId, pool)),
            cognito.removalDelay());
      }
    }
  }
}
