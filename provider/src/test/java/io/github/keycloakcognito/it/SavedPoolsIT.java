package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server of its own, with the feature {@code declarative-ui} and then without it. */
@DisplayName("Pools that nobody asked AWS about when they were saved")
class SavedPoolsIT {

  private static final String UNBOUND = "eu-west-1:00000000-0000-4000-8000-0000000000ff";

  @Test
  @DisplayName("stop no import, and the log tells what is wrong; pages are no condition for pools")
  void importedAndSaved() throws IOException {
    try (LocalCognito cognito = LocalCognito.start(LocalCognitoOptions.defaults())) {
      try (KeycloakServer keycloak =
          server(cognito)
              .buildOption("features", "declarative-ui")
              .realm(realmFile(TestRealm.named(Stack.realmName(1), null)))
              .start()) {
        String log =
            log(
                keycloak,
                warning("missing", "ResourceNotFoundException"),
                warning("other", "the pool's developer provider is " + Stack.DEVELOPER_PROVIDER),
                warning("unbound", "pool " + UNBOUND + " is not bound"));
        assertThat(log).doesNotContain("pool default was saved, but");
        TestRealm realm = TestRealm.named(Stack.realmName(1), keycloak.url());
        served(realm, "default", "missing", "other");
        assertThat(describe(realm, "unbound")).as("there, but not bound").isEqualTo(403);

        saveOwn(realm, "afterwards");
        log(keycloak, warning("afterwards", "the pool's developer provider is"));
        assertThat(cognito.calls()).doesNotContainKey("GetOpenIdTokenForDeveloperIdentity");
        assertThat(Files.readString(keycloak.log()).split(warning("other", "")))
            .as("told once")
            .hasSize(2);
        realmOfPagesWithoutScope(keycloak);
      }
      try (KeycloakServer keycloak = server(cognito).keepData().start()) {
        TestRealm realm = TestRealm.named(Stack.realmName(1), keycloak.url());

        served(realm, "default", "missing", "other", "afterwards");
        assertThat(new PagePools(realm).create("second", Map.of()).status()).isEqualTo(201);
        served(realm, "second");
        assertThat(scopes(TestRealm.named(Stack.realmName(2), keycloak.url())))
            .as("made again at start")
            .contains("cognito");
      }
    }
  }

  private static KeycloakServerBuilder server(LocalCognito cognito) {
    return Stack.server(Stack.directory().resolve("saved-pools"), cognito)
        .option(Stack.CHECK_SAVED_POOLS, "true")
        .env("AWS_ACCESS_KEY_ID", Stack.ACCESS_KEY)
        .env("AWS_SECRET_ACCESS_KEY", Stack.SECRET_KEY);
  }

  private static Path realmFile(TestRealm realm) throws IOException {
    PagePools page = new PagePools(realm);
    Map<String, List<String>> other = Map.of("developerProviderName", List.of("login.other"));
    Map<String, Object> file =
        Map.of(
            "realm",
            realm.name(),
            "enabled",
            true,
            "components",
            Map.of(
                TestRealm.POOL_TYPE,
                List.of(realm.pool("default", Map.of()), realm.pool("other", other)),
                PagePools.TYPE,
                List.of(
                    imported(page, "missing", Stack.MISSING_POOL_ID),
                    imported(page, "unbound", UNBOUND))));
    Path json = Files.createDirectories(Stack.directory()).resolve("saved-pools.json");
    Files.writeString(json, Answer.JSON.valueToTree(file).toString());
    return json;
  }

  private static Map<String, Object> imported(PagePools page, String alias, String poolId) {
    Map<String, Object> component =
        page.component(alias, Map.of("identityPoolId", List.of(poolId)));
    component.remove("providerType");
    return component;
  }

  private static void realmOfPagesWithoutScope(KeycloakServer keycloak) {
    TestRealm realm = TestRealm.named(Stack.realmName(2), keycloak.url());
    realm.admin().create("/realms", Map.of("realm", realm.name(), "enabled", true));
    assertThat(new PagePools(realm).create("only", Map.of()).status()).isEqualTo(201);
    for (var scope : realm.admin().get(realm.path("/client-scopes"))) {
      if (scope.path("name").asText().equals("cognito")) {
        realm.admin().delete(realm.path("/client-scopes/" + scope.path("id").asText()));
      }
    }
    assertThat(scopes(realm)).isNotEmpty().doesNotContain("cognito");
  }

  private static List<String> scopes(TestRealm realm) {
    return realm.admin().get(realm.path("/client-scopes")).findValuesAsText("name");
  }

  private static void saveOwn(TestRealm realm, String alias) {
    realm
        .admin()
        .create(
            realm.path("/components"),
            Map.of(
                "providerType",
                TestRealm.POOL_TYPE,
                "providerId",
                "cognito",
                "config",
                realm
                    .pool(alias, Map.of("developerProviderName", List.of("login.other")))
                    .get("config")));
  }

  private static void served(TestRealm realm, String... aliases) {
    for (String alias : aliases) {
      assertThat(describe(realm, alias)).as(alias).isEqualTo(200);
    }
  }

  private static int describe(TestRealm realm, String alias) {
    return realm.http().send(Http.request(realm.door("?pool=" + alias))).status();
  }

  private static String warning(String alias, String cause) {
    return "pool " + alias + " was saved, but will not work: " + cause;
  }

  private static String log(KeycloakServer keycloak, String... lines) {
    return await()
        .until(
            () -> Files.readString(keycloak.log()),
            log -> List.of(lines).stream().allMatch(log::contains));
  }
}
