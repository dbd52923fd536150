package io.github.keycloakcognito.events;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.exchange.Finding;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.pool.PoolSaved;
import org.jboss.logging.Logger;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Looks at AWS for pools that were saved, once they are committed, and tells the log what is wrong.
 * One after the other on one thread, so that an import of many is no load.
 */
final class SavedPools implements ProviderEventListener, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SavedPools.class);
  private static final int MOST_WAITING = 1_000;

  private final LookQueue looks = new LookQueue(MOST_WAITING);

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof PoolSaved saved) {
      CognitoHolder.find(saved.session())
          .filter(Cognito::checkSavedPools)
          .ifPresent(cognito -> hear(saved, cognito));
    }
  }

  private void hear(PoolSaved saved, Cognito cognito) {
    String realmName = saved.realm().getName();
    AfterCommit.run(
        saved.session(), () -> looks.offer(() -> look(cognito, realmName, saved.pool())));
  }

  private static void look(Cognito cognito, String realmName, IdentityPool pool) {
    try {
      cognito
          .savedPoolCheck()
          .look(realmName, pool)
          .forEach(finding -> tell(realmName, pool, finding));
    } catch (RuntimeException e) {
      LOG.warnf(e, "Realm %s: pool %s could not be looked at", realmName, pool.alias());
    }
  }

  private static void tell(String realmName, IdentityPool pool, Finding finding) {
    switch (finding.status()) {
      case ERROR ->
          LOG.warnf(
              "Realm %s: pool %s was saved, but will not work: %s. What to do: %s",
              realmName, pool.alias(), finding.cause(), finding.remedy());
      case WARNING, SKIPPED ->
          LOG.infof(
              "Realm %s: pool %s could not be looked at: %s",
              realmName, pool.alias(), finding.cause());
      default -> {}
    }
  }

  @Override
  public void close() {
    looks.close();
  }
}
