package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.Fake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/** Pool components as realm files write them, and a realm that holds them. */
public final class Components {

  public static final String POOL_ID = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";

  private Components() {}

  /** The three settings without which there is no pool. */
  static Map<String, List<String>> least() {
    return settings("default");
  }

  static Map<String, List<String>> settings(String alias) {
    Map<String, List<String>> settings = new HashMap<>();
    settings.put("alias", List.of(alias));
    settings.put("identityPoolId", List.of(POOL_ID));
    settings.put("developerProviderName", List.of("login.keycloak.demo"));
    return settings;
  }

  public static ComponentModel pool(String alias) {
    return component("id-of-" + alias, settings(alias));
  }

  /** A pool as the admin console's page saves it. */
  public static ComponentModel pagePool(String alias) {
    ComponentModel component = pool(alias);
    component.setProviderType("org.keycloak.services.ui.extend.UiPageProvider");
    component.setProviderId("aws-identity-pools");
    component.getConfig().putSingle("realm", "demo");
    component.getConfig().putSingle("providerId", "aws-identity-pools");
    return component;
  }

  /** A session that keeps what is published, and serves no request. */
  public static KeycloakSession session(List<ProviderEvent> published) {
    KeycloakSessionFactory factory =
        Fake.of(
            KeycloakSessionFactory.class,
            Map.of("publish", arguments -> published.add((ProviderEvent) arguments[0])));
    return Fake.of(
        KeycloakSession.class, Map.of("getKeycloakSessionFactory", arguments -> factory));
  }

  static ComponentModel component(String id, Map<String, List<String>> settings) {
    ComponentModel component = new ComponentModel();
    component.setId(id);
    component.setProviderType(IdentityPoolProvider.class.getName());
    MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
    settings.forEach(config::put);
    component.setConfig(config);
    return component;
  }

  public static RealmModel realm(ComponentModel... components) {
    return Fake.of(RealmModel.class, answers(components));
  }

  /** What a realm of these components answers, for tests that add to it. */
  static Map<String, Fake.Answer> answers(ComponentModel... components) {
    Map<String, Fake.Answer> answers = new HashMap<>();
    answers.put("getId", arguments -> "demo-id");
    answers.put("getName", arguments -> "demo");
    answers.put(
        "getComponentsStream",
        arguments -> {
          if (!arguments[0].equals("demo-id")) {
            throw new AssertionError("asked for other components: " + List.of(arguments));
          }
          return Stream.of(components)
              .filter(component -> component.getProviderType().equals(arguments[1]));
        });
    return answers;
  }
}
