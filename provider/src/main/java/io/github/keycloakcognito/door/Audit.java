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
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Writes what was issued or refused as a Keycloak event, in a transaction of its own: the request's
 * has ended by then. Never a token.
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

  void issued(String pool, Map<String, String> details) {
    write(
        pool,
        event -> {
          details.forEach(event::detail);
          event.success();
        });
  }

  void failed(String pool, Failure failure) {
    write(
        pool,
        event -> {
          event.detail(Details.REASON, failure.description());
          event.detail("cause", failure.cause());
          event.detail("aws_request_id", failure.awsRequestId());
          event.error(failure.kind().code());
        });
  }

  /**
   * What was issued is issued: an event store that fails must not take it back, but be heard of.
   */
  private void write(String pool, java.util.function.Consumer<EventBuilder> ending) {
    try {
      KeycloakModelUtils.runJobInTransaction(
          session.getKeycloakSessionFactory(),
          session.getContext(),
          own ->
              ending.accept(
                  new EventBuilder(own.getContext().getRealm(), own, connection)
                      .event(EventType.TOKEN_EXCHANGE)
                      .client(caller.clientId())
                      .user(caller.userId())
                      .session(caller.sessionId())
                      .detail(Details.USERNAME, caller.username())
                      .detail(Details.SUBJECT_TOKEN_CLIENT_ID, tokenClient)
                      .detail("door", door)
                      .detail("pool", pool)));
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
