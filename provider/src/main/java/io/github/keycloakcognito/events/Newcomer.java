package io.github.keycloakcognito.events;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.ShownIdentity;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A user who has registered or signed in at a client. */
record Newcomer(String realmId, String userId, String clientId) {

  /**
   * The user as an exchange would see it, if it could be allowed and there is no identity yet. No
   * token has been issued: its scopes are those the client may ask for, its sign-in the best one.
   */
  Optional<Caller> caller(KeycloakSession own, Cognito cognito, IdentityPool pool) {
    RealmModel realm = own.realms().getRealm(realmId);
    if (realm == null) {
      return Optional.empty();
    }
    own.getContext().setRealm(realm);
    UserModel user = own.users().getUserById(realm, userId);
    ClientModel client = own.clients().getClientByClientId(realm, clientId);
    if (user == null || !user.isEnabled() || client == null || !client.isEnabled()) {
      return Optional.empty();
    }
    Caller caller = caller(realm, user, client, pool.requiredScope());
    if (cognito.rules().refusal(caller, pool).isPresent()) {
      return Optional.empty();
    }
    if (hasIdentity(own, user, pool)) {
      cognito.warmUps().there();
      return Optional.empty();
    }
    return Optional.of(caller);
  }

  private static Caller caller(RealmModel realm, UserModel user, ClientModel client, String scope) {
    boolean offered =
        client.getClientScopes(true).containsKey(scope)
            || client.getClientScopes(false).containsKey(scope);
    return new Caller(
        realm.getId(),
        realm.getName(),
        user.getId(),
        client.getClientId(),
        null,
        offered ? Set.of(scope) : Set.of(),
        user.getServiceAccountClientLink() != null,
        user.getRequiredActionsStream().findAny().isPresent(),
        user.getUsername(),
        new SignIn(Integer.MAX_VALUE, Map.of(), Instant.now()));
  }

  private static boolean hasIdentity(KeycloakSession own, UserModel user, IdentityPool pool) {
    return ShownIdentity.isAny(user, pool)
        || new IdentityRegistry(own, InstantSource.system()).identityOf(user.getId(), pool) != null;
  }
}
