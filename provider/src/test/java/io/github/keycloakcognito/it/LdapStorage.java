package io.github.keycloakcognito.it;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user storage of a realm, of Keycloak's kind {@code ldap}. */
record LdapStorage(TestRealm realm, String id) {

  private static final String TYPE = "org.keycloak.storage.UserStorageProvider";

  /** Switched off, so that nobody looks for the directory, which need not be there. */
  static LdapStorage switchedOff(TestRealm realm) {
    return add(realm, Map.of("enabled", "false", "connectionUrl", "ldap://localhost:1"));
  }

  /**
   * @param imports whether users have a copy in Keycloak's database; otherwise nothing is kept of
   *     them there, neither for a while in its cache
   */
  static LdapStorage of(TestRealm realm, Directory directory, boolean imports) {
    return add(
        realm,
        Map.of(
            "connectionUrl",
            directory.url(),
            "authType",
            "none",
            "importEnabled",
            Boolean.toString(imports),
            "cachePolicy",
            "NO_CACHE"));
  }

  private static LdapStorage add(TestRealm realm, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("vendor", "other");
    all.put("editMode", "READ_ONLY");
    all.put("usersDn", Directory.PEOPLE);
    all.put("usernameLDAPAttribute", "uid");
    all.put("rdnLDAPAttribute", "uid");
    all.put("uuidLDAPAttribute", "entryUUID");
    all.put("userObjectClasses", "inetOrgPerson");
    all.putAll(settings);
    Map<String, List<String>> config = new HashMap<>();
    all.forEach((name, value) -> config.put(name, List.of(value)));
    return new LdapStorage(
        realm,
        realm
            .admin()
            .create(
                realm.path("/components"),
                Map.of(
                    "name",
                    "directory",
                    "providerId",
                    "ldap",
                    "providerType",
                    TYPE,
                    "config",
                    config)));
  }

  /** Makes a user look like one who was imported from here. */
  void link(String user) {
    realm
        .admin()
        .put(
            realm.path("/users/" + realm.userId(user)),
            Map.of("username", user, "federationLink", id));
  }

  void removeImportedUsers() {
    realm.admin().post(realm.path("/user-storage/" + id + "/remove-imported-users"), Map.of());
  }

  void remove() {
    realm.admin().delete(realm.path("/components/" + id));
  }
}
