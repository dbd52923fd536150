package io.github.keycloakcognito.broker;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Login;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.keycloak.broker.provider.IdentityBrokerException;
import org.keycloak.broker.provider.UserAuthenticationIdentityProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.IdentityBrokerService;

/** The tokens of brokered logins: as they are stored while they hold, else refreshed. */
public final class BrokeredTokens {

  private static final Logger LOG = Logger.getLogger(BrokeredTokens.class);

  /** A stored token must still hold when Cognito sees it; a new one may be as short as it is. */
  private static final Duration LEAST_LIFE = Duration.ofSeconds(30);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final KeycloakSessionFactory factory;
  private final KeycloakContext context;

  public BrokeredTokens(KeycloakSession session) {
    this.factory = session.getKeycloakSessionFactory();
    this.context = session.getContext();
  }

  /**
   * The login with a token that holds. May ask the identity provider over the network, by
   * Keycloak's own broker and HTTP client; what it answers is stored. To be called on a thread that
   * may wait, and outside of a transaction.
   *
   * @throws ExchangeException if the login's tokens are over, or the provider cannot be reached
   */
  public Login of(BrokeredLogin login) {
    return login.login(Instant.now().plus(LEAST_LIFE)).orElseGet(() -> refreshed(login));
  }

  private Login refreshed(BrokeredLogin login) {
    if (!login.isRefreshable()) {
      throw BrokeredLogin.signInAgain();
    }
    String answer = refresh(login);
    return login.with(answer).login(Instant.now()).orElseThrow(BrokeredLogin::signInAgain);
  }

  private String refresh(BrokeredLogin login) {
    FederatedIdentityModel model = login.overdue();
    try {
      return KeycloakModelUtils.runJobInTransactionWithResult(
          factory, context, own -> refresh(own, login, model), "refresh of a brokered login");
    } catch (WebApplicationException e) {
      // The broker's message quotes the provider's answer, which is not for the log.
      throw e.getCause() instanceof IOException ? unreachable(login) : stale(login);
    } catch (IdentityBrokerException e) {
      throw stale(login);
    }
  }

  /**
   * The method that is not deprecated gives access tokens only, and refreshes OpenID Connect's
   * only.
   */
  @SuppressWarnings("deprecation")
  private static String refresh(
      KeycloakSession own, BrokeredLogin login, FederatedIdentityModel model) {
    UserAuthenticationIdentityProvider<?> broker =
        IdentityBrokerService.getIdentityProvider(own, login.alias());
    broker.retrieveToken(own, model);
    RealmModel realm = own.getContext().getRealm();
    UserModel user = own.users().getUserById(realm, login.userId());
    if (user != null) {
      own.users().updateFederatedIdentity(realm, user, model);
    }
    return model.getToken();
  }

  private static ExchangeException stale(BrokeredLogin login) {
    LOG.debugf("Identity provider %s refused to refresh a stored token", login.alias());
    return BrokeredLogin.signInAgain();
  }

  private static ExchangeException unreachable(BrokeredLogin login) {
    return new ExchangeException(
        Failure.unavailable(
            "The identity provider could not be reached. Try again later.",
            "identity provider " + login.alias() + " did not refresh a stored token",
            RETRY));
  }
}
