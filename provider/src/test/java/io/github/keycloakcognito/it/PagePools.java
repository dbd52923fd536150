package io.github.keycloakcognito.it;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pools of a realm that the admin console's page edits, saved as the console saves them. */
record PagePools(TestRealm realm) {

  static final String TYPE = "org.keycloak.services.ui.extend.UiPageProvider";
  static final String PROVIDER = "aws-identity-pools";

  /** A component as the console sends it; {@code changes} replace or add settings. */
  Map<String, Object> component(String alias, Map<String, List<String>> changes) {
    Map<String, List<String>> config = new HashMap<>();
    config.put("alias", List.of(alias));
    config.put("identityPoolId", List.of(Stack.POOL_ID));
    config.put("developerProviderName", List.of(Stack.DEVELOPER_PROVIDER));
    config.put("allowedClients", List.of("app"));
    config.put("principalTags", Arrays.asList((String) null));
    config.put("checkOnSave", List.of("true"));
    config.put("realm", List.of(realm.name()));
    config.put("providerId", List.of(PROVIDER));
    config.putAll(changes);
    Map<String, Object> component = new HashMap<>();
    component.put("providerId", PROVIDER);
    component.put("providerType", TYPE);
    component.put("config", config);
    return component;
  }

  Answer create(String alias, Map<String, List<String>> changes) {
    return realm.admin().call("POST", realm.path("/components"), component(alias, changes));
  }

  Answer update(String id, String alias, Map<String, List<String>> changes) {
    return realm.admin().call("PUT", realm.path("/components/" + id), component(alias, changes));
  }

  static String id(Answer created) {
    String location = created.header("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
