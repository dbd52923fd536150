package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Writes what was issued or refused as a Keycloak event, not in the request's transaction: that has
 * ended by then. Never a token.
 */
final class Audit {

  private static final Logger LOG = Logger.getLogger(Audit.class);

  private final KeycloakSession session;
  private final ClientConnection connection;
  private final String door;
  private final Caller caller;
  private final String tokenClient;

  /**
   * @param tokenClient client id of the client that the token was issued to
   */
  Audit(KeycloakSession session, String door, Caller caller, String tokenClient) {
    this.session = session;
    this.connection = session.getContext().getConnection();
    this.door = door;
    this.caller = caller;
    this.tokenClient = tokenClient;
  }

  /** The event of what was issued, for a session with the context of the request's. */
  KeycloakSessionTask issue(String pool, Map<String, String> details) {
    return own -> {
      EventBuilder event = event(own, pool);
      details.forEach(event::detail);
      event.success();
    };
  }

  void issued(String pool, Map<String, String> details) {
    write(pool, issue(pool, details));
  }

  void failed(String pool, Failure failure) {
    write(
        pool,
        own ->
            event(own, pool)
                .detail(Details.REASON, failure.description())
                .detail("cause", failure.cause())
                .detail("aws_request_id", failure.awsRequestId())
                .error(failure.kind().code()));
  }

  private EventBuilder event(KeycloakSession own, String pool) {
    return new EventBuilder(own.getContext().getRealm(), own, connection)
        .event(EventType.TOKEN_EXCHANGE)
        .client(caller.clientId())
        .user(caller.userId())
        .session(caller.sessionId())
        .detail(Details.USERNAME, caller.username())
        .detail(Details.SUBJECT_TOKEN_CLIENT_ID, tokenClient)
        .detail("door", door)
        .detail("pool", pool);
  }

  /**
   * What was issued is issued: an event store that fails must not take it back, but be heard of.
   */
  private void write(String pool, KeycloakSessionTask event) {
    try {
      KeycloakModelUtils.runJobInTransaction(
          session.getKeycloakSessionFactory(), session.getContext(), event);
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "Event of door %s could not be written: realm %s, user %s, client %s, pool %s",
          door,
          caller.realmName(),
          caller.userId(),
          caller.clientId(),
          pool);
    }
  }
}
