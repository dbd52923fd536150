package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * A pool is being saved whose form is right, and nobody has asked AWS about it. Told before the
 * commit, which may still fail; also of pools that are imported, for which Keycloak calls no {@code
 * onCreate}.
 */
public record PoolSaved(KeycloakSession session, RealmModel realm, IdentityPool pool)
    implements ProviderEvent {

  /** Tells whoever listens. */
  public static void tell(KeycloakSession session, RealmModel realm, IdentityPool pool) {
    session.getKeycloakSessionFactory().publish(new PoolSaved(session, realm, pool));
  }
}
