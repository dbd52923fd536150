package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.pool.RealmPools;
import org.jboss.logging.Logger;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityCreatedEvent;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Hears of brokered logins that users get and lose: by themselves, an admin, a first sign-in or a
 * workflow. Keycloak publishes the same events for all of them.
 */
final class BrokeredLogins implements ProviderEventListener {

  private static final Logger LOG = Logger.getLogger(BrokeredLogins.class);

  private final boolean global;
  private final Forgetter forgetter;
  private final TakenLogins takenLogins;

  /**
   * @param global whether all realms are listened to, or those that list the event listener
   */
  BrokeredLogins(boolean global, Forgetter forgetter, TakenLogins takenLogins) {
    this.global = global;
    this.forgetter = forgetter;
    this.takenLogins = takenLogins;
  }

  @Override
  public void onEvent(ProviderEvent event) {
    try {
      if (event instanceof FederatedIdentityCreatedEvent linked) {
        hear(
            linked.getKeycloakSession(),
            linked.getRealm(),
            linked.getUser(),
            EventKind.LOGIN_LINKED);
      } else if (event instanceof FederatedIdentityRemovedEvent unlinked) {
        hear(
            unlinked.getKeycloakSession(),
            unlinked.getRealm(),
            unlinked.getUser(),
            EventKind.LOGIN_UNLINKED);
        takeOut(unlinked);
      }
    } catch (RuntimeException e) {
      LOG.warn("A change of brokered logins was not heard", e);
    }
  }

  private void hear(KeycloakSession session, RealmModel realm, UserModel user, EventKind kind) {
    if (listensTo(realm)) {
      CognitoHolder.find(session)
          .ifPresent(
              cognito -> forgetter.forget(session, cognito, kind, realm.getId(), user.getId()));
    }
  }

  private void takeOut(FederatedIdentityRemovedEvent event) {
    if (listensTo(event.getRealm()) && !RealmPools.of(event.getRealm()).all().isEmpty()) {
      KeycloakSession session = event.getKeycloakSession();
      CognitoHolder.find(session)
          .ifPresent(cognito -> takenLogins.hear(session, cognito, TakenLogin.of(event)));
    }
  }

  private boolean listensTo(RealmModel realm) {
    return global || realm.getEventsListenersStream().anyMatch(CognitoHolder.PROVIDER_ID::equals);
  }
}
