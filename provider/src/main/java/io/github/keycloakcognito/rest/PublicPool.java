package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.PoolChoice;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import org.keycloak.models.RealmModel;

/** The pool of a request without a token. */
final class PublicPool {

  private PublicPool() {}

  /**
   * The pool that {@code pool} names, or the realm's default one.
   *
   * @throws RefusalException when the realm has no such pool, or keeps it to itself, or may not use
   *     it
   */
  static IdentityPool of(RealmModel realm, Parameters parameters, AccessRules rules) {
    IdentityPool pool = PoolChoice.of(realm, parameters);
    if (!pool.publicDiscovery()) {
      throw RefusalException.of(Kind.NOT_FOUND, "The identity pool is not described publicly.");
    }
    rules
        .boundTo(realm.getName(), pool)
        .ifPresent(
            failure -> {
              throw RefusalException.of(failure);
            });
    return pool;
  }
}
