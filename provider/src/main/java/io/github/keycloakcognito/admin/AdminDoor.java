package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.FailureLog;
import io.github.keycloakcognito.door.Answers;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** One request of an admin, whom Keycloak has authenticated: authorise, act, render. */
final class AdminDoor {

  private static final Logger LOG = Logger.getLogger(AdminDoor.class);

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;
  private final AdminEventBuilder events;
  private final Cognito cognito;

  AdminDoor(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      AdminEventBuilder events,
      Cognito cognito) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
    this.events = events;
    this.cognito = cognito;
  }

  /** For admins with view-realm. */
  Response read(Function<AdminCall, Map<String, Object>> action) {
    AdminCall call = null;
    try {
      require(auth.realm().canViewRealm(), "view-realm");
      call = call(null);
      return Answers.ok(action.apply(call));
    } catch (RefusalException refusal) {
      log(call, refusal.failure());
      return Answers.failureInFull(refusal.failure());
    }
  }

  private void log(AdminCall call, Failure failure) {
    String pool = call == null ? null : call.details().get("pool");
    FailureLog.write(LOG, realm.getName(), null, pool, failure);
  }

  /**
   * For admins with manage-realm. Leaves an admin event once AWS has been asked, whatever came of
   * it.
   *
   * @param resource type, for the event
   * @param body of the request; null or empty where there is none
   */
  Response write(
      OperationType operation,
      String resource,
      String body,
      Function<AdminCall, Map<String, Object>> action) {
    AdminCall call = null;
    try {
      require(auth.realm().canManageRealm(), "manage-realm");
      events.operation(operation).resource(resource).resourcePath(session.getContext().getUri());
      call = call(body);
      Map<String, Object> answer = action.apply(call);
      AdminTrail.write(session, events, call, null);
      return Answers.ok(answer);
    } catch (RefusalException refusal) {
      log(call, refusal.failure());
      if (call != null && call.hasAsked()) {
        AdminTrail.write(session, events, call, refusal.failure());
      }
      return Answers.failureInFull(refusal.failure());
    }
  }

  private AdminCall call(String body) {
    Parameters parameters = Parameters.of(session.getContext().getHttpRequest(), body);
    return new AdminCall(session, realm, auth, cognito, parameters);
  }

  private static void require(boolean held, String role) {
    if (!held) {
      throw RefusalException.of(Kind.ACCESS_DENIED, "The admin role " + role + " is required.");
    }
  }
}
