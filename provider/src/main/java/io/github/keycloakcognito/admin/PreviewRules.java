package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** Each rule an exchange has to pass, with what it would say to a user and client. */
final class PreviewRules {

  private static final String ALLOWED = "allowed";
  private static final String REFUSED = "refused";

  /** What only a real sign-in can tell. */
  private static final String DEPENDS = "depends";

  private final AccessRules rules;
  private final IdentityPool pool;
  private final Caller caller;

  PreviewRules(AccessRules rules, IdentityPool pool, Caller caller) {
    this.rules = rules;
    this.pool = pool;
    this.caller = caller;
  }

  List<Map<String, Object>> verdicts(UserModel user, ClientModel client) {
    return List.of(
        verdict("user", user.isEnabled(), "the user is disabled"),
        verdict(
            "required-action", !caller.actionRequired(), "the user has a pending required action"),
        verdict("client", client.isEnabled(), "the client is disabled"),
        verdict(
            "allowed-client",
            pool.allowedClients().contains(caller.clientId()),
            "the pool's allowedClients does not name the client"),
        scope(client),
        verdict(
            "service-account",
            !caller.serviceAccount() || pool.serviceAccounts(),
            "the pool's serviceAccounts is off"),
        of("binding", rules.boundTo(caller.realmName(), pool)),
        signIn("sign-in", pool.requirement()));
  }

  private Map<String, Object> scope(ClientModel client) {
    String scope = pool.requiredScope();
    if (client.getClientScopes(true).containsKey(scope)) {
      return rule("scope", ALLOWED, null);
    }
    return client.getClientScopes(false).containsKey(scope)
        ? rule("scope", DEPENDS, "the token has to be asked for with scope=" + scope)
        : rule("scope", REFUSED, "the client does not offer the scope " + scope);
  }

  /** Whether the caller may take a role that was given to the user. */
  Map<String, Object> role(AwsRole role) {
    Optional<Failure> unbound = rules.roleBoundTo(caller.realmName(), role);
    if (unbound.isPresent()) {
      return of(role.name(), unbound);
    }
    return role.belongsTo(pool)
        ? signIn(role.name(), role.requirement())
        : rule(role.name(), REFUSED, "the role is for the pool " + role.pool() + " only");
  }

  private static Map<String, Object> signIn(String rule, SignInRequirement required) {
    if (required.equals(SignInRequirement.NONE)) {
      return rule(rule, ALLOWED, null);
    }
    String acr = required.acr() == null ? "" : " with acr " + required.acr();
    String age =
        required.maxAge() == null
            ? ""
            : " at most " + required.maxAge().toSeconds() + " seconds ago";
    return rule(rule, DEPENDS, "it asks for a sign-in" + acr + age);
  }

  private static Map<String, Object> of(String rule, Optional<Failure> refusal) {
    return rule(
        rule, refusal.isEmpty() ? ALLOWED : REFUSED, refusal.map(Failure::cause).orElse(null));
  }

  private static Map<String, Object> verdict(String rule, boolean passed, String reason) {
    return rule(rule, passed ? ALLOWED : REFUSED, passed ? null : reason);
  }

  private static Map<String, Object> rule(String rule, String verdict, String reason) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("rule", rule);
    body.put("verdict", verdict);
    if (reason != null) {
      body.put("reason", reason);
    }
    return body;
  }
}
