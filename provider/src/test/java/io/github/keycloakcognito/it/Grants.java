package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes Keycloak roles that stand for IAM roles, and gives and takes them. */
record Grants(TestRealm realm) {

  /** Makes a realm role, with {@code aws.role.*} attributes named without that beginning. */
  Grants role(String name, Map<String, String> attributes) {
    realm.admin().create(realm.path("/roles"), representation(name, attributes));
    return this;
  }

  Grants clientRole(String clientId, String name, Map<String, String> attributes) {
    realm.admin().create(clientRoles(clientId), representation(name, attributes));
    return this;
  }

  Grants give(String username, String... roles) {
    for (String role : roles) {
      realm.admin().post(mappings(username) + "/realm", List.of(realmRole(role)));
    }
    return this;
  }

  void take(String username, String role) {
    Answer answer =
        realm.admin().call("DELETE", mappings(username) + "/realm", List.of(realmRole(role)));
    if (answer.status() != 204) {
      throw new AssertionError(answer.body());
    }
  }

  Grants compose(String outer, String inner) {
    realm.admin().post(realm.path("/roles/" + outer + "/composites"), List.of(realmRole(inner)));
    return this;
  }

  /** Makes a group with a client role, and puts the user into a group below it. */
  Grants giveByGroup(String username, String clientId, String role) {
    String group = realm.admin().create(realm.path("/groups"), Map.of("name", "of-" + role));
    String child =
        realm.admin().create(realm.path("/groups/" + group + "/children"), Map.of("name", "below"));
    realm
        .admin()
        .post(
            realm.path("/groups/" + group + "/role-mappings/clients/" + realm.clientUuid(clientId)),
            List.of(realm.admin().get(clientRoles(clientId) + "/" + role)));
    realm
        .admin()
        .put(realm.path("/users/" + realm.userId(username) + "/groups/" + child), Map.of());
    return this;
  }

  /** Adds a pool to the realm. */
  static void pool(TestRealm realm, String alias, Map<String, List<String>> settings) {
    Map<String, Object> pool = new HashMap<>(realm.pool(alias, settings));
    pool.put("providerType", TestRealm.POOL_TYPE);
    realm.admin().create(realm.path("/components"), pool);
  }

  private static Map<String, Object> representation(String name, Map<String, String> attributes) {
    return Map.of(
        "name",
        name,
        "attributes",
        attributes.entrySet().stream()
            .collect(Collectors.toMap(a -> "aws.role." + a.getKey(), a -> List.of(a.getValue()))));
  }

  private JsonNode realmRole(String name) {
    return realm.admin().get(realm.path("/roles/" + name));
  }

  private String clientRoles(String clientId) {
    return realm.path("/clients/" + realm.clientUuid(clientId) + "/roles");
  }

  private String mappings(String username) {
    return realm.path("/users/" + realm.userId(username) + "/role-mappings");
  }
}
