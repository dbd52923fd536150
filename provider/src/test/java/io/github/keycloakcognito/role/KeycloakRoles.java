package io.github.keycloakcognito.role;

import io.github.keycloakcognito.Fake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleContainerModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Keycloak's roles, groups and users, without a Keycloak. */
final class KeycloakRoles {

  private static final RealmModel REALM = Fake.of(RealmModel.class, Map.of());

  private KeycloakRoles() {}

  static RoleModel realmRole(String name, Map<String, String> attributes, RoleModel... composites) {
    return role(REALM, name, attributes, composites);
  }

  static RoleModel clientRole(String clientId, String name, Map<String, String> attributes) {
    ClientModel client = Fake.of(ClientModel.class, Map.of("getClientId", arguments -> clientId));
    return role(client, name, attributes);
  }

  private static RoleModel role(
      RoleContainerModel container,
      String name,
      Map<String, String> attributes,
      RoleModel... composites) {
    return Fake.of(
        RoleModel.class,
        Map.of(
            "getName", arguments -> name,
            "getContainer", arguments -> container,
            "getFirstAttribute", arguments -> attributes.get((String) arguments[0]),
            "isComposite", arguments -> composites.length > 0,
            "getCompositesStream", arguments -> Stream.of(composites)));
  }

  /**
   * @param parent null for a group at the top
   */
  static GroupModel group(GroupModel parent, RoleModel... roles) {
    Map<String, Fake.Answer> answers = new HashMap<>();
    answers.put("getRoleMappingsStream", arguments -> Stream.of(roles));
    answers.put("getParent", arguments -> parent);
    answers.put("getParentId", arguments -> parent == null ? null : "parent");
    return Fake.of(GroupModel.class, answers);
  }

  static UserModel user(List<RoleModel> roles, GroupModel... groups) {
    return Fake.of(
        UserModel.class,
        Map.of(
            "getRoleMappingsStream", arguments -> roles.stream(),
            "getGroupsStream", arguments -> Stream.of(groups)));
  }
}
