package io.github.keycloakcognito.events;

import io.github.keycloakcognito.CognitoHolder;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/**
 * Copies what is needed of an event while its transaction runs; all else comes after the commit, on
 * threads of ours. It fails no request and makes none wait.
 */
final class CognitoEventListenerProvider implements EventListenerProvider {

  private static final Logger LOG = Logger.getLogger(CognitoEventListenerProvider.class);

  private final KeycloakSession session;
  private final Forgetter forgetter;
  private final IdentitiesAhead identitiesAhead;

  CognitoEventListenerProvider(
      KeycloakSession session, Forgetter forgetter, IdentitiesAhead identitiesAhead) {
    this.session = session;
    this.forgetter = forgetter;
    this.identitiesAhead = identitiesAhead;
  }

  @Override
  public void onEvent(Event event) {
    if (event.getUserId() == null || event.getRealmId() == null) {
      return;
    }
    heard(
        () -> {
          EventKind.ending(event.getType())
              .ifPresent(kind -> forget(kind, event.getRealmId(), event.getUserId()));
          CognitoHolder.find(session)
              .ifPresent(cognito -> identitiesAhead.hear(session, cognito, event));
        });
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    heard(
        () ->
            AdminChange.of(event)
                .ifPresent(change -> forget(change.kind(), event.getRealmId(), change.userId())));
  }

  private void forget(EventKind kind, String realmId, String userId) {
    CognitoHolder.find(session)
        .ifPresent(cognito -> forgetter.forget(session, cognito, kind, realmId, userId));
  }

  private static void heard(Runnable hearing) {
    try {
      hearing.run();
    } catch (RuntimeException e) {
      LOG.warn("An event was not heard", e);
    }
  }

  @Override
  public void close() {}
}
