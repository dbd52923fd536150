package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.door.AuthorisedCall;
import io.github.keycloakcognito.exchange.AwsRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /cognito/roles}: the roles the caller may take. */
final class RolesAnswer {

  private RolesAnswer() {}

  static Map<String, Object> of(AuthorisedCall call) {
    List<AwsRole> roles =
        call.roles().stream()
            .filter(
                role ->
                    call.cognito().rules().roleBoundTo(call.caller().realmName(), role).isEmpty())
            .toList();
    call.commit();
    String given = call.cognito().exchange().authenticatedRole(call.pool()).arn();
    return Map.of("roles", roles.stream().map(role -> describe(role, given)).toList());
  }

  /**
   * @param given ARN of the role a caller gets who names none; null where it is not known
   */
  private static Map<String, Object> describe(AwsRole role, String given) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", role.name());
    body.put("label", role.label());
    body.put("arn", role.arn());
    body.put("accountId", role.accountId());
    body.put("maxSessionDuration", role.sessionDuration().toSeconds());
    body.put("default", role.arn().equals(given));
    return body;
  }
}
