package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.broker.BrokeredLogin;
import io.github.keycloakcognito.broker.BrokeredLogin.Linkable;
import io.github.keycloakcognito.door.AuthorisedCall;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.Login;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code PUT} and {@code DELETE /cognito/links/{idp}}: social logins of the caller's identity. */
final class LinksAnswer {

  private LinksAnswer() {}

  /** The user's logins that Cognito could take. Who has none needs no answer of AWS. */
  static Map<String, Object> list(AuthorisedCall call) {
    List<Linkable> logins = call.linkable();
    call.commit();
    Set<String> linked =
        logins.isEmpty()
            ? Set.of()
            : call.result(
                call.cognito()
                    .exchange()
                    .ask(
                        time ->
                            call.cognito().identities().logins(call.caller(), call.pool(), time)));
    return Map.of("links", logins.stream().map(login -> describe(login, linked)).toList());
  }

  private static Map<String, Object> describe(Linkable login, Set<String> linked) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("idp", login.alias());
    body.put("label", login.label());
    body.put("provider", login.provider());
    body.put("linked", linked.contains(login.provider()));
    return body;
  }

  /** Puts the login at the identity provider {@code alias} into the identity. */
  static Map<String, Object> link(AuthorisedCall call, String alias) {
    BrokeredLogin brokered = call.brokered(alias);
    call.commit();
    Login login = call.login(brokered);
    call.result(
        call.cognito().exchange().token(call.request().with(login)),
        issued -> details(issued.identityId(), "linked", login));
    return IdentityAnswer.describe(call);
  }

  /** Takes it out again. */
  static Map<String, Object> unlink(AuthorisedCall call, String alias) {
    BrokeredLogin brokered = call.brokered(alias);
    call.commit();
    Login login = call.login(brokered);
    IdentityDescription left =
        call.result(
            call.cognito()
                .exchange()
                .ask(
                    time ->
                        call.cognito()
                            .identities()
                            .unlink(call.caller(), call.pool(), login, time)),
            identity -> details(identity.identityId(), "unlinked", login));
    return IdentityAnswer.body(call, left);
  }

  private static Map<String, String> details(String identityId, String what, Login login) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("identity_id", identityId);
    details.put(what, login.provider());
    return details;
  }
}
