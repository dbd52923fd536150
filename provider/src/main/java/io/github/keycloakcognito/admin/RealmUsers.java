package io.github.keycloakcognito.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Finds users in a transaction of its own: that of the request ends before AWS tells their ids. */
final class RealmUsers {

  private final KeycloakSession session;
  private final String realmId;
  private final boolean names;

  /**
   * @param names whether the admin may see who they are
   */
  RealmUsers(KeycloakSession session, String realmId, boolean names) {
    this.session = session;
    this.realmId = realmId;
    this.names = names;
  }

  /** Those of {@code ids} that are users of the realm. */
  List<Map<String, Object>> describe(List<String> ids) {
    List<Map<String, Object>> found = new ArrayList<>();
    KeycloakModelUtils.runJobInTransaction(
        session.getKeycloakSessionFactory(),
        session.getContext(),
        own -> {
          RealmModel realm = own.realms().getRealm(realmId);
          for (String id : ids) {
            UserModel user = own.users().getUserById(realm, id);
            if (user != null) {
              found.add(describe(user));
            }
          }
        });
    return found;
  }

  private Map<String, Object> describe(UserModel user) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", user.getId());
    if (names) {
      body.put("username", user.getUsername());
    }
    return body;
  }
}
