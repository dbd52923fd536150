package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The admins of a realm: {@code viewer} with view-realm, {@code manager} with manage-realm, and
 * {@code users-viewer} with view-realm and view-users. They ask the doors for admins.
 */
record RealmAdmins(TestRealm realm, URI keycloak) {

  static RealmAdmins of(Stack stack, TestRealm realm) {
    RealmAdmins admins = new RealmAdmins(realm, stack.url());
    realm.admin().put(realm.path(""), Map.of("realm", realm.name(), "adminEventsEnabled", true));
    admins.add("viewer", "view-realm");
    admins.add("manager", "manage-realm");
    admins.add("users-viewer", "view-realm", "view-users");
    return admins;
  }

  private void add(String name, String... roles) {
    realm.admin().create(realm.path("/users"), TestRealm.user(name));
    String client = realm.clientUuid("realm-management");
    List<JsonNode> granted = new ArrayList<>();
    for (String role : roles) {
      granted.add(realm.admin().get(realm.path("/clients/" + client + "/roles/" + role)));
    }
    realm
        .admin()
        .post(
            realm.path("/users/" + realm.userId(name) + "/role-mappings/clients/" + client),
            granted);
  }

  String token(String admin) {
    return realm.tokens(admin, "admin-cli", "openid").text("access_token");
  }

  Answer get(String admin, String path) {
    return call(admin, "GET", path, null);
  }

  Answer post(String admin, String path) {
    return call(admin, "POST", path, null);
  }

  Answer delete(String admin, String path) {
    return call(admin, "DELETE", path, null);
  }

  /**
   * @param admin a user of the realm
   * @param path below {@code cognito}
   * @param json null for no body
   */
  Answer call(String admin, String method, String path, String json) {
    return realm
        .http()
        .send(request(method, path, json).header("Authorization", "Bearer " + token(admin)));
  }

  HttpRequest.Builder request(String method, String path, String json) {
    HttpRequest.Builder request =
        Http.request(URI.create(keycloak + "/admin/realms/" + realm.name() + "/cognito" + path))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    return json == null ? request : request.header("Content-Type", "application/json");
  }

  /** The admin events that our doors left, newest first, as they stand in the store. */
  List<JsonNode> events() {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : realm.admin().get(realm.path("/admin-events?max=1000"))) {
      if (event.path("resourceType").asText().startsWith("COGNITO_")) {
        found.add(event);
      }
    }
    return found;
  }

  /** Adds a pool to the realm. */
  void addPool(String alias, Map<String, List<String>> changes) {
    Map<String, Object> component = new HashMap<>(realm.pool(alias, changes));
    component.put("providerType", TestRealm.POOL_TYPE);
    realm.admin().create(realm.path("/components"), component);
  }
}
