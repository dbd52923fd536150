package io.github.keycloakcognito.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A user of the realm {@code demo} for one test, until it is closed; the password is the name. */
record Person(Admin admin, String username, String id) implements AutoCloseable {

  private static final String REALM = "/realms/demo";

  /** One with roles of the realm. */
  static Person create(Admin admin, String username, String... roles) {
    String id = admin.post(REALM + "/users", representation(username));
    List<JsonNode> granted =
        Stream.of(roles).map(role -> admin.get(REALM + "/roles/" + role)).toList();
    admin.post(REALM + "/users/" + id + "/role-mappings/realm", granted);
    return new Person(admin, username, id);
  }

  private static Map<String, Object> representation(String username) {
    return Map.of(
        "username",
        username,
        "enabled",
        true,
        "email",
        username + "@example.com",
        "firstName",
        "Test",
        "lastName",
        username,
        "credentials",
        List.of(Map.of("type", "password", "value", username)));
  }

  @Override
  public void close() {
    admin.delete(REALM + "/users/" + id);
  }
}
