package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.ExchangeService;
import io.github.keycloakcognito.exchange.KnownIdentity;
import io.github.keycloakcognito.jpa.IdentityRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Hears from the database whose identities have changed, on whatever node, and forgets what this
 * node holds of the former ones.
 */
final class ChangedIdentities implements Runnable {

  static final Duration PAUSE = Duration.ofSeconds(5);

  /** How far nodes' clocks may differ, with the time a transaction takes to be committed. */
  private static final Duration OVERLAP = Duration.ofSeconds(60);

  private final KeycloakSessionFactory factory;
  private final ExchangeService exchange;
  private final InstantSource clock;
  private long heardUntil;

  ChangedIdentities(KeycloakSessionFactory factory, ExchangeService exchange, InstantSource clock) {
    this.factory = factory;
    this.exchange = exchange;
    this.clock = clock;
    this.heardUntil = clock.millis();
  }

  @Override
  public void run() {
    long now = clock.millis();
    long since = heardUntil - OVERLAP.toMillis();
    List<KnownIdentity> changed =
        KeycloakModelUtils.runJobInTransactionWithResult(
            factory, session -> new IdentityRegistry(session, clock).changedSince(since));
    if (!changed.isEmpty()) {
      exchange.forgetOthers(changed);
    }
    heardUntil = now;
  }
}
