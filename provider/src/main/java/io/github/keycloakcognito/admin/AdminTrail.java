package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.exchange.Failure;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Writes admin events in a transaction of their own: the request's has ended by then. */
final class AdminTrail {

  private static final Logger LOG = Logger.getLogger(AdminTrail.class);

  private AdminTrail() {}

  /**
   * What is done is done: an event store that fails must not take it back, but be heard of.
   *
   * @param failure null where it worked
   */
  static void write(
      KeycloakSession session, AdminEventBuilder events, AdminCall call, Failure failure) {
    try {
      KeycloakModelUtils.runJobInTransaction(
          session.getKeycloakSessionFactory(),
          session.getContext(),
          own -> {
            AdminEventBuilder event = events.clone(own);
            call.details().forEach(event::detail);
            if (failure != null) {
              event.getEvent().setError(failure.kind().code());
              event.detail("aws_request_id", failure.awsRequestId());
            }
            event.success();
          });
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "Admin event %s could not be written: %s",
          events.getEvent().getResourcePath(),
          call.details());
    }
  }
}
