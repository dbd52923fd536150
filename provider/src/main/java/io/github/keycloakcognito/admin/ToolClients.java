package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.exchange.Finding;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.OAuth2DeviceConfig;
import org.keycloak.models.RealmModel;

/** The clients that a pool names for {@code keycloak-aws} and for the account console's page. */
final class ToolClients {

  private static final String PAGE_THEME = "cognito";

  private final RealmModel realm;
  private final IdentityPool pool;

  ToolClients(RealmModel realm, IdentityPool pool) {
    this.realm = realm;
    this.pool = pool;
  }

  /** All faults of both clients; {@code ok} for one without, nothing for one that nobody needs. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (pool.cliClient() != null) {
      findings.addAll(cli(pool.cliClient()));
    }
    if (pageIsMeant()) {
      findings.addAll(account(pool.accountClient()));
    }
    return findings;
  }

  /** A setting that nobody has made does not tell that anybody wants the page. */
  private boolean pageIsMeant() {
    return !pool.accountClient().equals(IdentityPool.DEFAULT_ACCOUNT_CLIENT)
        || PAGE_THEME.equals(realm.getAccountTheme())
        || realm.getClientByClientId(pool.accountClient()) != null;
  }

  private List<Finding> cli(String clientId) {
    Faults faults = new Faults("cli-client", "cliClient", clientId);
    ClientModel client = faults.find();
    if (client != null && !deviceGrant(client)) {
      faults.add(
          "has no OAuth 2.0 device authorization grant", "switch that on in the client's settings");
    }
    return faults.findings();
  }

  private List<Finding> account(String clientId) {
    Faults faults = new Faults("account-client", "accountClient", clientId);
    ClientModel client = faults.find();
    if (client != null && !client.isStandardFlowEnabled()) {
      faults.add("has no standard flow", "switch that on in the client's settings");
    }
    return faults.findings();
  }

  private static boolean deviceGrant(ClientModel client) {
    return Boolean.parseBoolean(
        client.getAttribute(OAuth2DeviceConfig.OAUTH2_DEVICE_AUTHORIZATION_GRANT_ENABLED));
  }

  /** What is wrong with one client. */
  private final class Faults {

    private final String check;
    private final String setting;
    private final String clientId;
    private final List<Finding> found = new ArrayList<>();

    Faults(String check, String setting, String clientId) {
      this.check = check;
      this.setting = setting;
      this.clientId = clientId;
    }

    /** Null if there is none. */
    ClientModel find() {
      ClientModel client = realm.getClientByClientId(clientId);
      if (client == null) {
        found.add(
            Finding.warning(
                check,
                "the realm has no client " + clientId,
                "create it, or name another in the pool's " + setting));
        return null;
      }
      if (!client.isEnabled()) {
        add("is disabled", "enable it, or name another in the pool's " + setting);
      }
      if (!client.isPublicClient()) {
        add("is not public", "switch client authentication off in the client's settings");
      }
      if (!pool.allowedClients().contains(clientId)) {
        add("is not allowed for the pool", "add it to the pool's allowedClients");
      }
      if (!RealmCheck.offers(client, pool.requiredScope())) {
        add(
            "does not offer the scope " + pool.requiredScope(),
            "add the client scope to the client, as an optional one");
      }
      return client;
    }

    void add(String fault, String remedy) {
      found.add(Finding.warning(check, "the client " + clientId + " " + fault, remedy));
    }

    List<Finding> findings() {
      return found.isEmpty() ? List.of(Finding.ok(check, clientId)) : found;
    }
  }
}
