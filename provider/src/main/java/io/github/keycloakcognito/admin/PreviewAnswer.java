package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.PrincipalTags;
import io.github.keycloakcognito.exchange.RoleSession;
import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.role.RoleCatalogue;
import io.github.keycloakcognito.tag.TagSources;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/**
 * {@code GET pools/{alias}/preview}: what a user and client would get. AWS is not asked and nothing
 * is issued. The sign-in is taken to be the best there can be; what depends on it says so.
 */
final class PreviewAnswer {

  private PreviewAnswer() {}

  static Map<String, Object> of(AdminCall call, String alias) {
    IdentityPool pool = call.pool(alias);
    UserModel user = user(call, required(call, "user"));
    ClientModel client = client(call, required(call, "client"));
    Caller caller = caller(call, user, client);
    AccessRules access = call.cognito().rules();
    PreviewRules rules = new PreviewRules(access, pool, caller);
    boolean allowed =
        user.isEnabled() && client.isEnabled() && access.refusal(caller, pool).isEmpty();
    // Names and attributes are not for those who may see the realm only.
    boolean personal = call.auth().users().canView(user);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pool", pool.alias());
    body.put("user", user.getId());
    body.put("client", client.getClientId());
    body.put("allowed", allowed);
    body.put("rules", rules.verdicts(user, client));
    body.put(
        "roles",
        RoleCatalogue.of(user).stream()
            .sorted(Comparator.comparing(AwsRole::name))
            .map(role -> describe(rules, role, personal ? caller : null))
            .toList());
    PrincipalTags tags =
        TagSources.read(call.session(), call.realm(), user, client.getClientId(), pool);
    if (personal) {
      body.put("principalTags", tags.values());
    }
    body.put("principalTagsCut", tags.cut());
    return body;
  }

  /**
   * @param caller null where the name of the session is not to be shown
   */
  private static Map<String, Object> describe(PreviewRules rules, AwsRole role, Caller caller) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", role.name());
    body.put("label", role.label());
    body.put("arn", role.arn());
    body.put("accountId", role.accountId());
    body.put("maxSessionDuration", role.sessionDuration().toSeconds());
    if (caller != null) {
      body.put("sessionName", RoleSession.of(role, role.sessionDuration(), caller).name());
    }
    Map<String, Object> verdict = rules.role(role);
    verdict.remove("rule");
    body.putAll(verdict);
    return body;
  }

  private static String required(AdminCall call, String parameter) {
    return call.parameters()
        .get(parameter)
        .orElseThrow(() -> Parameters.refused(parameter + ": is required."));
  }

  private static UserModel user(AdminCall call, String idOrName) {
    UserModel user = call.session().users().getUserById(call.realm(), idOrName);
    if (user == null) {
      user = call.session().users().getUserByUsername(call.realm(), idOrName);
    }
    if (user == null) {
      throw RefusalException.of(Kind.NOT_FOUND, "The realm has no such user.");
    }
    return user;
  }

  private static ClientModel client(AdminCall call, String clientId) {
    ClientModel client = call.realm().getClientByClientId(clientId);
    if (client == null) {
      throw RefusalException.of(Kind.NOT_FOUND, "The realm has no such client.");
    }
    return client;
  }

  /** With every scope the client offers, freshly signed in at the highest level. */
  private static Caller caller(AdminCall call, UserModel user, ClientModel client) {
    Set<String> scopes = new HashSet<>(client.getClientScopes(true).keySet());
    scopes.addAll(client.getClientScopes(false).keySet());
    return new Caller(
        call.realm().getId(),
        call.realm().getName(),
        user.getId(),
        client.getClientId(),
        "preview",
        scopes,
        user.getServiceAccountClientLink() != null,
        user.getRequiredActionsStream().findAny().isPresent(),
        user.getUsername(),
        new SignIn(Integer.MAX_VALUE, Map.of(), Instant.now()));
  }
}
