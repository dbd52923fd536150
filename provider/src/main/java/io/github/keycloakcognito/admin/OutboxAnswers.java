package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.jpa.AdminOutbox;
import io.github.keycloakcognito.outbox.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;

/** What is still to be done at Cognito for users who are gone. */
final class OutboxAnswers {

  private static final Set<String> STATES = Set.of("queued", "dead");
  private static final int DEFAULT_MAX = 100;
  private static final int MOST = 1_000;

  private OutboxAnswers() {}

  static Map<String, Object> list(AdminCall call) {
    String state = call.parameters().get("state").orElse(null);
    if (state != null && !STATES.contains(state)) {
      throw Parameters.refused("state: must be queued or dead.");
    }
    int first = number(call, "first", 0, 0, Integer.MAX_VALUE);
    int max = number(call, "max", DEFAULT_MAX, 1, MOST);
    AdminOutbox view = view(call);
    Outbox.Depth depth = view.depth();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "entries",
        view.list(state, call.parameters().get("pool").orElse(null), first, max).stream()
            .map(OutboxAnswers::describe)
            .toList());
    body.put("queued", depth.queued());
    body.put("dead", depth.dead());
    if (depth.oldest() != null) {
      body.put("oldest", moment(depth.oldest()));
    }
    return body;
  }

  /** Makes an entry due at once, and lets this node try its pool even if that is paused. */
  static Map<String, Object> retry(AdminCall call, String id) {
    AdminOutbox view = view(call);
    AdminOutbox.Row row = view.retry(noted(call, view, id));
    call.commit();
    call.cognito().wakeOutbox(row.identityPoolId());
    return describe(row);
  }

  static Map<String, Object> drop(AdminCall call, String id) {
    AdminOutbox view = view(call);
    AdminOutbox.Row row = noted(call, view, id);
    view.drop(row);
    call.commit();
    return describe(row);
  }

  /** What is left of removed realms is the business of those who may remove realms. */
  private static AdminOutbox view(AdminCall call) {
    return new AdminOutbox(
        call.session(),
        InstantSource.system(),
        call.realm().getId(),
        call.realm().getName().equals(Config.getAdminRealm()));
  }

  private static AdminOutbox.Row noted(AdminCall call, AdminOutbox view, String id) {
    AdminOutbox.Row row =
        view.find(id)
            .orElseThrow(
                () -> RefusalException.of(Kind.NOT_FOUND, "The outbox has no such entry."));
    call.detail("user", row.userId());
    call.detail("identity_pool_id", row.identityPoolId());
    if (row.identityId() != null) {
      call.detail("identity_id", row.identityId());
    }
    return row;
  }

  private static int number(AdminCall call, String name, int otherwise, int least, int most) {
    String given = call.parameters().get(name).orElse(null);
    if (given == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As refused as one that is out of range.
    }
    throw Parameters.refused(name + ": must be a number from " + least + " to " + most + ".");
  }

  private static Map<String, Object> describe(AdminOutbox.Row row) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", row.id());
    body.put("state", row.state());
    putKnown(body, "realm", row.realm());
    body.put("user", row.userId());
    putKnown(body, "pool", row.pool());
    body.put("IdentityPoolId", row.identityPoolId());
    putKnown(body, "IdentityId", row.identityId());
    body.put("action", row.action());
    body.put("attempts", row.attempts());
    body.put("created", moment(row.created()));
    body.put("due", moment(row.due()));
    putKnown(body, "cause", row.cause());
    putKnown(body, "remedy", row.remedy());
    putKnown(body, "aws_request_id", row.awsRequestId());
    return body;
  }

  private static void putKnown(Map<String, Object> body, String name, String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
