package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.door.AuthorisedCall;
import io.github.keycloakcognito.exchange.IdentityDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /cognito/identity}: the caller's identity, which it never makes. */
final class IdentityAnswer {

  private IdentityAnswer() {}

  static Map<String, Object> of(AuthorisedCall call) {
    call.commit();
    return describe(call);
  }

  /** What Cognito says of the identity; the transaction has ended. */
  static Map<String, Object> describe(AuthorisedCall call) {
    return body(
        call,
        call.result(
            call.cognito()
                .exchange()
                .ask(time -> call.cognito().identities().of(call.caller(), call.pool(), time))));
  }

  static Map<String, Object> body(AuthorisedCall call, IdentityDescription identity) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("IdentityId", identity.identityId());
    body.put("IdentityPoolId", call.pool().identityPoolId());
    body.put("Logins", identity.logins());
    putTime(body, "CreationDate", identity.created());
    putTime(body, "LastModifiedDate", identity.lastModified());
    return body;
  }

  private static void putTime(Map<String, Object> body, String name, Instant time) {
    if (time != null) {
      body.put(name, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }
}
