package io.github.keycloakcognito.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients beyond those a {@link TestRealm} has. */
final class TestClients {

  private TestClients() {}

  /** A public client that is allowed for the pool, and offers the scope. */
  static void allow(TestRealm realm, String clientId, Map<String, String> attributes) {
    Map<String, Object> client = new HashMap<>(TestRealm.client(clientId));
    client.put("attributes", attributes);
    add(realm, clientId, client);
  }

  /** A confidential client with a service account; its secret is its name. */
  static void allowService(TestRealm realm, String clientId) {
    add(
        realm,
        clientId,
        Map.of(
            "clientId",
            clientId,
            "enabled",
            true,
            "publicClient",
            false,
            "secret",
            clientId,
            "serviceAccountsEnabled",
            true));
  }

  /** A token of the client itself. */
  static String serviceToken(TestRealm realm, String clientId) {
    return realm
        .http()
        .send(
            Http.form(
                realm.tokenEndpoint(),
                Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    clientId,
                    "client_secret",
                    clientId,
                    "scope",
                    "cognito")))
        .text("access_token");
  }

  private static void add(TestRealm realm, String clientId, Map<String, Object> client) {
    realm.admin().create(realm.path("/clients"), client);
    realm.offerScope("cognito", clientId);
    List<String> allowed = new ArrayList<>(List.of(clientId));
    realm
        .admin()
        .get(realm.path("/components?name=default&type=" + TestRealm.POOL_TYPE))
        .path(0)
        .path("config")
        .path("allowedClients")
        .forEach(known -> allowed.add(known.asText()));
    realm.changePool(Map.of("allowedClients", allowed));
  }
}
