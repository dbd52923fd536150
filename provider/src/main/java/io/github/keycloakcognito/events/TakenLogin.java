package io.github.keycloakcognito.events;

import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;

/**
 * A brokered login that a user has no more. A copy.
 *
 * @param login with the token that was stored, a secret, or without
 */
record TakenLogin(String realmId, String realmName, String userId, FederatedIdentityModel login) {

  static TakenLogin of(FederatedIdentityRemovedEvent event) {
    FederatedIdentityModel login = event.getFederatedIdentity();
    return new TakenLogin(
        event.getRealm().getId(),
        event.getRealm().getName(),
        event.getUser().getId(),
        new FederatedIdentityModel(
            login.getIdentityProvider(), login.getUserId(), login.getUserName(), login.getToken()));
  }

  String alias() {
    return login.getIdentityProvider();
  }

  @Override
  public String toString() {
    return "TakenLogin[" + userId + ", " + alias() + "]";
  }
}
