package io.github.keycloakcognito.events;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.FailureLog;
import io.github.keycloakcognito.door.IdentityNote;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.WarmUp;
import io.github.keycloakcognito.pool.RealmPools;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Makes the identities of newcomers before they ask, where a pool's {@code warmUp} says so. */
final class IdentitiesAhead implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(IdentitiesAhead.class);

  /** Two threads keep under half of AWS's quota: each waits for one answer at a time. */
  private final EventThreads threads = new EventThreads("ahead", 2, 1_000);

  /** Looks at the realm's settings only: what is known of the user is read later. */
  void hear(KeycloakSession session, Cognito cognito, Event event) {
    switch (event.getType()) {
      case REGISTER -> hear(session, cognito, event, WarmUp.REGISTRATION, EventKind.REGISTRATION);
      case LOGIN -> hear(session, cognito, event, WarmUp.SIGN_IN, EventKind.SIGN_IN);
      default -> {}
    }
  }

  private void hear(
      KeycloakSession session, Cognito cognito, Event event, WarmUp when, EventKind kind) {
    List<IdentityPool> pools =
        RealmPools.of(session.realms().getRealm(event.getRealmId())).all().stream()
            .filter(pool -> pool.warmUp() == when)
            .filter(pool -> pool.allowedClients().contains(event.getClientId()))
            .toList();
    if (pools.isEmpty()) {
      return;
    }
    Newcomer newcomer = new Newcomer(event.getRealmId(), event.getUserId(), event.getClientId());
    KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
    AfterCommit.run(
        session,
        () -> {
          if (!threads.offer(() -> make(factory, cognito, newcomer, pools, kind))) {
            cognito.eventMeters().dropped(kind.code());
            cognito.warmUps().dropped();
          }
        });
  }

  private static void make(
      KeycloakSessionFactory factory,
      Cognito cognito,
      Newcomer newcomer,
      List<IdentityPool> pools,
      EventKind kind) {
    for (IdentityPool pool : pools) {
      try {
        make(factory, cognito, newcomer, pool);
      } catch (RuntimeException e) {
        LOG.warnf(e, "The identity of user %s could not be made ahead", newcomer.userId());
      }
    }
    cognito.eventMeters().handled(kind.code());
  }

  private static void make(
      KeycloakSessionFactory factory, Cognito cognito, Newcomer newcomer, IdentityPool pool) {
    Optional<Caller> allowed =
        KeycloakModelUtils.runJobInTransactionWithResult(
            factory, own -> newcomer.caller(own, cognito, pool));
    allowed.ifPresent(caller -> make(factory, cognito, caller, pool));
  }

  private static void make(
      KeycloakSessionFactory factory, Cognito cognito, Caller caller, IdentityPool pool) {
    try {
      cognito
          .warmUps()
          .make(caller, pool)
          .ifPresent(
              identityId ->
                  new IdentityNote(factory, cognito.removalDelay())
                      .take(caller.realmId(), caller.userId(), pool, identityId));
    } catch (ExchangeException e) {
      FailureLog.write(
          LOG,
          caller.realmName(),
          caller.clientId(),
          pool.alias(),
          "identity not made ahead",
          e.failure());
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
