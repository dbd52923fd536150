package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.provider.Provider;

/**
 * Makes the client scopes that pools require, with the claim of the identity, where they are
 * missing. A scope is only made, never given to a client: that is the admin's decision.
 */
final class RequiredScopes {

  private static final Logger LOG = Logger.getLogger(RequiredScopes.class);

  private RequiredScopes() {}

  /**
   * Looks after realms that were there before with pools of {@code type}, on a thread of its own: a
   * start does not wait for each realm to be read.
   */
  static void keep(KeycloakSessionFactory factory, Class<? extends Provider> type) {
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent started) {
            Thread thread =
                new Thread(() -> ensureAll(started.getFactory(), type), "cognito-scopes");
            thread.setDaemon(true);
            thread.start();
          }
        });
  }

  /** Looks after imported realms. */
  static void keepImported(KeycloakSessionFactory factory) {
    factory.register(
        event -> {
          if (event instanceof RealmModel.RealmPostCreateEvent created) {
            ensure(created.getCreatedRealm());
            IdentityAttributes.declare(created.getKeycloakSession(), created.getCreatedRealm());
          }
        });
  }

  static void ensure(RealmModel realm) {
    List<IdentityPool> pools = RealmPools.of(realm).all();
    pools.stream()
        .map(IdentityPool::requiredScope)
        .distinct()
        .filter(name -> realm.getClientScopesStream().noneMatch(s -> s.getName().equals(name)))
        .forEach(name -> add(realm, name, pools));
  }

  /**
   * Nodes that start together may both make the same scope; the second one's failure is no loss.
   */
  private static void ensureAll(KeycloakSessionFactory factory, Class<? extends Provider> type) {
    try {
      KeycloakModelUtils.runJobInTransaction(factory, session -> ensureAll(session, type));
    } catch (RuntimeException e) {
      LOG.warn("Client scopes of identity pools could not be checked; the next start does it", e);
    }
  }

  private static void ensureAll(KeycloakSession session, Class<? extends Provider> type) {
    session
        .realms()
        .getRealmsWithProviderTypeStream(type)
        .forEach(
            realm -> {
              session.getContext().setRealm(realm);
              ensure(realm);
              IdentityAttributes.declare(session, realm);
            });
  }

  private static void add(RealmModel realm, String name, List<IdentityPool> pools) {
    ClientScopeModel scope = realm.addClientScope(name);
    scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    scope.setDescription("Exchange of the session for AWS credentials");
    scope.setIncludeInTokenScope(true);
    scope.setDisplayOnConsentScreen(true);
    scope.setConsentScreenText("${cognitoScopeConsentText}");
    pools.stream()
        .filter(pool -> pool.requiredScope().equals(name))
        .map(IdentityAttribute::mapper)
        .forEach(scope::addProtocolMapper);
    LOG.infof("Realm %s: client scope %s was made for its identity pool", realm.getName(), name);
  }
}
