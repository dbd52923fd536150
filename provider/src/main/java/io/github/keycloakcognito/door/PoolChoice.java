package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.pool.RealmPools;
import org.keycloak.models.RealmModel;

/** The pool a request is about. */
public final class PoolChoice {

  private PoolChoice() {}

  /**
   * The pool that {@code pool} names, or the realm's default one.
   *
   * @throws RefusalException when the realm has no such pool
   */
  public static IdentityPool of(RealmModel realm, Parameters parameters) {
    String alias = parameters.get("pool").orElse(null);
    return RealmPools.of(realm)
        .find(alias)
        .orElseThrow(
            () ->
                RefusalException.of(
                    Kind.NOT_FOUND,
                    alias == null
                        ? "The realm has no default identity pool: name one with pool."
                        : "The realm has no identity pool of that alias."));
  }
}
