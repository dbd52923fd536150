package io.github.keycloakcognito.events;

import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.jpa.NewJobs;
import io.github.keycloakcognito.pool.RealmPools;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Jobs that look for users who were removed without an event for each. */
final class Sweeps {

  private Sweeps() {}

  /** One for each pool whose identities are to follow, in the transaction of {@code session}. */
  static void add(KeycloakSession session, RealmModel realm) {
    NewJobs jobs = new NewJobs(session, InstantSource.system());
    RealmPools.of(realm).all().stream()
        .filter(pool -> pool.userRemoval() != UserRemoval.KEEP)
        .forEach(pool -> jobs.addSweep(realm, pool));
  }
}
