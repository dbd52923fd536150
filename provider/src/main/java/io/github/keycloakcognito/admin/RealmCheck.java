package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Finding;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.role.RoleCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What of a pool's set-up stands in Keycloak: scope, clients and roles. */
final class RealmCheck {

  private final RealmModel realm;

  RealmCheck(RealmModel realm) {
    this.realm = realm;
  }

  /** The catalogue of the realm. */
  List<AwsRole> roles() {
    return everyRole().flatMap(role -> RoleCatalogue.read(role).stream()).toList();
  }

  List<Finding> findings(IdentityPool pool) {
    List<Finding> findings = new ArrayList<>();
    findings.add(scope(pool));
    if (pool.allowedClients().isEmpty()) {
      findings.add(
          Finding.warning(
              "clients",
              "no client may exchange",
              "name the clients in the pool's allowedClients"));
    }
    pool.allowedClients().stream()
        .sorted()
        .forEach(clientId -> findings.add(client(pool, clientId)));
    findings.addAll(new ToolClients(realm, pool).findings());
    everyRole()
        .forEach(
            role ->
                RoleCatalogue.fault(role)
                    .ifPresent(
                        fault ->
                            findings.add(
                                Finding.error(
                                    "role:" + RoleCatalogue.name(role),
                                    fault,
                                    "correct the attribute of the Keycloak role"))));
    return findings;
  }

  private Stream<RoleModel> everyRole() {
    return Stream.concat(
        realm.getRolesStream(), realm.getClientsStream().flatMap(ClientModel::getRolesStream));
  }

  private Finding scope(IdentityPool pool) {
    return KeycloakModelUtils.getClientScopeByName(realm, pool.requiredScope()) == null
        ? Finding.error(
            "scope",
            "the realm has no client scope " + pool.requiredScope(),
            "create it, or save the pool again, which makes it")
        : Finding.ok("scope", pool.requiredScope());
  }

  private Finding client(IdentityPool pool, String clientId) {
    String check = "client:" + clientId;
    ClientModel client = realm.getClientByClientId(clientId);
    if (client == null) {
      return Finding.warning(
          check, "the realm has no such client", "take it off the pool's allowedClients");
    }
    if (!client.isEnabled()) {
      return Finding.warning(check, "the client is disabled", "enable it, or take it off the pool");
    }
    return offers(client, pool.requiredScope())
        ? Finding.ok(check, null)
        : Finding.warning(
            check,
            "the client does not offer the scope " + pool.requiredScope(),
            "add the client scope to the client, as an optional one");
  }

  static boolean offers(ClientModel client, String scope) {
    return client.getClientScopes(true).containsKey(scope)
        || client.getClientScopes(false).containsKey(scope);
  }
}
