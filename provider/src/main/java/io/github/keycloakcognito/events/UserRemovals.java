package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import io.github.keycloakcognito.jpa.NewRemovals;
import io.github.keycloakcognito.outbox.Removal;
import io.github.keycloakcognito.pool.RealmPools;
import java.time.Duration;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel.UserPreRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Puts each removed user into the outbox, in the transaction that removes the user: by an admin, by
 * the user, by federation, by a workflow. Keycloak publishes one or two events: before, where any
 * code removes a user of any storage (so the service account of a removed client); afterwards,
 * where it was its user manager that did (so the copy of a user who is gone from a user storage).
 */
final class UserRemovals implements ProviderEventListener {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final String HEARD = UserRemovals.class.getName() + ".";

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof UserPreRemovedEvent removal) {
      removed(removal.getKeycloakSession(), removal.getRealm(), removal.getUser().getId());
    } else if (event instanceof UserRemovedEvent removal) {
      removed(removal.getKeycloakSession(), removal.getRealm(), removal.getUser().getId());
    }
  }

  private static void removed(KeycloakSession session, RealmModel realm, String userId) {
    if (session.getAttribute(HEARD + userId) == null) {
      session.setAttribute(HEARD + userId, true);
      CognitoHolder.find(session)
          .ifPresent(cognito -> removed(session, realm, userId, cognito.removalDelay()));
    }
  }

  private static void removed(
      KeycloakSession session, RealmModel realm, String userId, Duration delay) {
    NewRemovals outbox = new NewRemovals(session, CLOCK);
    // Not the user's attribute: a user who is gone from a user storage may not be asked any more.
    IdentityRegistry registry = new IdentityRegistry(session, CLOCK);
    for (IdentityPool pool : RealmPools.of(realm).all()) {
      if (pool.userRemoval() == UserRemoval.KEEP) {
        // Kept for good: no later look for lost users may find it under another setting.
        registry.forget(userId, pool);
      } else {
        outbox.add(
            Removal.of(
                realm.getId(), realm.getName(), pool, userId, registry.identityOf(userId, pool)),
            delay);
      }
    }
  }
}
