package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.jpa.LostUsers;
import io.github.keycloakcognito.jpa.LostUsers.Place;
import io.github.keycloakcognito.jpa.NewJobs;
import io.github.keycloakcognito.pool.RealmPools;
import io.github.keycloakcognito.reconcile.JobRunner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What a node does for jobs, again and again: looks for work nobody told of, and works. */
final class Reconciling implements Runnable {

  private static final Logger LOG = Logger.getLogger(Reconciling.class);

  private final KeycloakSessionFactory factory;
  private final JobRunner runner;
  private final Duration pause;
  private final InstantSource clock;
  private Instant next;

  /**
   * @param pause between two looks for lost users
   */
  Reconciling(
      KeycloakSessionFactory factory, JobRunner runner, Duration pause, InstantSource clock) {
    this.factory = factory;
    this.runner = runner;
    this.pause = pause;
    this.clock = clock;
    this.next = clock.instant();
  }

  @Override
  public void run() {
    if (!clock.instant().isBefore(next)) {
      next = clock.instant().plus(pause);
      KeycloakModelUtils.runJobInTransaction(factory, this::lookForLostUsers);
    }
    runner.run();
  }

  private void lookForLostUsers(KeycloakSession session) {
    NewJobs jobs = new NewJobs(session, clock);
    for (Place place : new LostUsers(session).places()) {
      RealmModel realm = session.realms().getRealm(place.realmId());
      if (realm != null) {
        session.getContext().setRealm(realm);
        RealmPools.of(realm).all().stream()
            .filter(pool -> isSwept(pool, place))
            .forEach(
                pool -> {
                  jobs.addSweep(realm, pool);
                  LOG.infof(
                      "Realm %s, pool %s: users are gone whom nobody told of",
                      realm.getName(), pool.alias());
                });
      }
    }
  }

  private static boolean isSwept(IdentityPool pool, Place place) {
    return pool.identityPoolId().equals(place.identityPoolId())
        && pool.userRemoval() != UserRemoval.KEEP;
  }
}
