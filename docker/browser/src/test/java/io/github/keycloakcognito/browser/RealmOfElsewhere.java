package io.github.keycloakcognito.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** While it is open, the realm {@code demo} sends whoever signs in straight to another origin. */
record RealmOfElsewhere(Admin admin) implements AutoCloseable {

  private static final String REALM = "/realms/demo";
  private static final String PROVIDERS = REALM + "/identity-provider/instances";
  private static final String FLOWS = REALM + "/authentication/flows";
  private static final String ALIAS = "elsewhere";

  /**
   * Sends them there.
   *
   * @param elsewhere base URL of an identity provider that takes {@code prompt=none}
   * @param authenticators those that the realm tries, in this order
   */
  void send(URI elsewhere, List<String> authenticators) {
    admin.post(PROVIDERS, provider(elsewhere));
    admin.post(
        FLOWS,
        Map.of("alias", ALIAS, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    authenticators.forEach(this::add);
    browserFlow(ALIAS);
  }

  private void add(String authenticator) {
    String executions = FLOWS + "/" + ALIAS + "/executions";
    String id = admin.post(executions + "/execution", Map.of("provider", authenticator));
    admin.put(executions, Map.of("id", id, "requirement", "ALTERNATIVE"));
    if (authenticator.equals("identity-provider-redirector")) {
      admin.post(
          REALM + "/authentication/executions/" + id + "/config",
          Map.of("alias", ALIAS, "config", Map.of("defaultProvider", ALIAS)));
    }
  }

  private static Map<String, Object> provider(URI elsewhere) {
    return Map.of(
        "alias",
        ALIAS,
        "providerId",
        "oidc",
        "enabled",
        true,
        "config",
        Map.of(
            "authorizationUrl", elsewhere + "/authorize",
            "tokenUrl", elsewhere + "/token",
            "clientId", "demo",
            "clientSecret", "demo",
            "clientAuthMethod", "client_secret_post",
            "acceptsPromptNoneForwardFromClient", "true"));
  }

  private void browserFlow(String alias) {
    admin.put(REALM, new ObjectMapper().createObjectNode().put("browserFlow", alias));
  }

  @Override
  public void close() {
    browserFlow("browser");
    for (JsonNode flow : admin.get(FLOWS)) {
      if (flow.path("alias").asText().equals(ALIAS)) {
        admin.delete(FLOWS + "/" + flow.path("id").asText());
      }
    }
    admin.delete(PROVIDERS + "/" + ALIAS);
  }
}
