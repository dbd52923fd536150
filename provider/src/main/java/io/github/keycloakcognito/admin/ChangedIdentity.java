package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.door.IdentityNote;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.KnownIdentity;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Makes known what an admin has changed at AWS: to the registry, from which other nodes hear, to
 * the users' attributes and to this node's cache.
 */
final class ChangedIdentity {

  private static final Logger LOG = Logger.getLogger(ChangedIdentity.class);

  private final AdminCall call;
  private final IdentityPool pool;
  private final KeycloakSessionFactory factory;

  /** After the call's commit only. */
  ChangedIdentity(AdminCall call, IdentityPool pool) {
    this.call = call;
    this.pool = pool;
    this.factory = call.session().getKeycloakSessionFactory();
  }

  /** Those whom the registry knows to have an identity; merged users share one, over realms too. */
  List<KnownIdentity> usersOf(String identityId) {
    return registry(registry -> registry.usersOf(pool, identityId));
  }

  /** Those whom the registry knows to have the same identity as a user, before it is told more. */
  List<KnownIdentity> sharing(String userId) {
    return registry(
        registry -> {
          String identityId = registry.identityOf(userId, pool);
          return identityId == null ? List.of() : registry.usersOf(pool, identityId);
        });
  }

  /** What is done is done at AWS: a database that fails must not take it back. */
  private List<KnownIdentity> registry(Function<IdentityRegistry, List<KnownIdentity>> question) {
    try {
      return KeycloakModelUtils.runJobInTransactionWithResult(
          factory, own -> question.apply(new IdentityRegistry(own, InstantSource.system())));
    } catch (RuntimeException e) {
      LOG.warn("The registry did not tell who else has an identity that was changed", e);
      return List.of();
    }
  }

  /**
   * Notes a user's identity, and the same one for others.
   *
   * @param others what they had so far
   * @param identityId null if they have none any more
   */
  void note(String realmId, String userId, List<KnownIdentity> others, String identityId) {
    Set<KnownIdentity> all = new LinkedHashSet<>();
    all.add(new KnownIdentity(realmId, userId, pool.identityPoolId(), identityId));
    for (KnownIdentity user : others) {
      all.add(new KnownIdentity(user.realmId(), user.userId(), pool.identityPoolId(), identityId));
    }
    IdentityNote note = new IdentityNote(factory, call.cognito().removalDelay());
    for (KnownIdentity user : all) {
      note.take(user.realmId(), user.userId(), pool, user.identityId());
      call.cognito().exchange().forget(user.realmId(), user.userId());
    }
  }
}
