package io.github.keycloakcognito.events;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.FailureLog;
import io.github.keycloakcognito.LogFields;
import io.github.keycloakcognito.broker.BrokeredLogin;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Login;
import io.github.keycloakcognito.pool.RealmPools;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Takes a brokered login that a user has lost in Keycloak out of the user's identity too. Cognito
 * wants the provider's token for it: without a stored one that still holds, an admin is told.
 */
final class TakenLogins implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TakenLogins.class);

  private final EventThreads threads = new EventThreads("unlinks", 1, 1_000);

  /** The token stays in memory until then, and is kept nowhere. */
  void hear(KeycloakSession session, Cognito cognito, TakenLogin taken) {
    KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
    AfterCommit.run(
        session,
        () -> {
          if (!threads.offer(() -> takeOut(factory, cognito, taken))) {
            cognito.eventMeters().dropped(EventKind.LOGIN_UNLINKED.code());
            tell(taken, null, "an identity", "too many logins are taken from users at once", null);
          }
        });
  }

  private static void takeOut(KeycloakSessionFactory factory, Cognito cognito, TakenLogin taken) {
    try {
      Taken found =
          KeycloakModelUtils.runJobInTransactionWithResult(
              factory, own -> find(own, cognito, taken));
      found.byPool().forEach((pool, login) -> takeOut(cognito, taken, found, pool, login));
    } catch (RuntimeException e) {
      LOG.warnf(e, "User %s: a login could not be taken out of identities", taken.userId());
    }
  }

  private static Taken find(KeycloakSession own, Cognito cognito, TakenLogin taken) {
    Map<IdentityPool, BrokeredLogin> logins = new LinkedHashMap<>();
    RealmModel realm = own.realms().getRealm(taken.realmId());
    UserModel user = null;
    if (realm != null) {
      own.getContext().setRealm(realm);
      user = own.users().getUserById(realm, taken.userId());
    }
    if (user == null) {
      return new Taken(logins, false);
    }
    for (IdentityPool pool : RealmPools.of(realm).all()) {
      if (cognito.rules().boundTo(realm.getName(), pool).isEmpty()) {
        BrokeredLogin.taken(own, taken.userId(), pool, taken.login())
            .ifPresent(login -> logins.put(pool, login));
      }
    }
    return new Taken(logins, own.users().getFederatedIdentity(realm, user, taken.alias()) != null);
  }

  private static void takeOut(
      Cognito cognito, TakenLogin taken, Taken found, IdentityPool pool, BrokeredLogin login) {
    try {
      String identityId =
          cognito
              .identities()
              .holding(taken.userId(), pool, login.provider(), cognito.callTimeout())
              .orElse(null);
      Optional<Login> held = login.login(Instant.now());
      if (identityId == null) {
        LOG.debugf("User %s: no identity holds the login", taken.userId());
      } else if (found.replaced()) {
        tell(
            taken,
            pool,
            identityId,
            "the user has another login there, which may be the same",
            null);
      } else if (held.isEmpty()) {
        tell(taken, pool, identityId, "no valid token of the login was stored", null);
      } else {
        cognito
            .directory()
            .unlinkLogin(
                pool, identityId, login.provider(), held.get().token(), cognito.callTimeout());
        LOG.debugf("User %s: login taken out of identity %s", taken.userId(), identityId);
      }
    } catch (ExchangeException e) {
      Failure failure = e.failure();
      tell(
          taken,
          pool,
          "the identity in pool " + pool.alias(),
          FailureLog.reason(failure),
          failure.awsRequestId());
    }
  }

  /**
   * @param pool null where it is not known
   * @param awsRequestId null where AWS refused nothing
   */
  private static void tell(
      TakenLogin taken, IdentityPool pool, String where, String cause, String awsRequestId) {
    LogFields.with(
        FailureLog.fields(
            taken.realmName(), null, pool == null ? null : pool.alias(), awsRequestId),
        () ->
            LOG.warnf(
                "Realm %s, user %s: the login at identity provider %s was unlinked in Keycloak,"
                    + " but may still lead to %s at Cognito: %s. To take it out, link it again by"
                    + " a sign-in through the provider, call DELETE /cognito/links/%s, and unlink"
                    + " it; or delete the identity",
                taken.realmName(), taken.userId(), taken.alias(), where, cause, taken.alias()));
  }

  @Override
  public void close() {
    threads.close();
  }

  /**
   * The login as Cognito knows it.
   *
   * @param replaced whether the user has a login there again: Keycloak takes a login and gives it
   *     back when the provider changes its user ids
   */
  private record Taken(Map<IdentityPool, BrokeredLogin> byPool, boolean replaced) {}
}
