package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** By REST, as the console does it, on a server without its feature {@code declarative-ui}. */
@ExtendWith(StackExtension.class)
@DisplayName("A pool of the admin console")
class AdminConsolePoolIT {

  private TestRealm realm;
  private PagePools pools;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
    pools = new PagePools(realm);
  }

  @Test
  @DisplayName("is a pool, with the scope and the attribute it needs")
  void created() {
    Answer created = pools.create("console", Map.of("requiredScope", List.of("aws-console")));

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    realm.offerScope("aws-console", "app");
    String token = realm.tokens("alice", "app", "openid aws-console").text("access_token");
    assertThat(exchange(token, "console").text("IdentityPoolId")).isEqualTo(Stack.POOL_ID);
    assertThat(realm.admin().get(realm.path("/users/profile")).toString())
        .contains("cognito.identity-id.console");
    assertThat(realm.admin().get(realm.path("/client-scopes")).toString())
        .contains("cognito_identity_id_console");
  }

  @Test
  @DisplayName("is changed and removed with effect at once")
  void changedAndRemoved() {
    String id = PagePools.id(pools.create("console", Map.of()));
    String token = realm.accessToken("alice", "app");
    assertThat(exchange(token, "console").status()).isEqualTo(200);
    assertThat(realm.exchange(token).status()).as("the other one is the default").isEqualTo(200);

    Answer changed = pools.update(id, "renamed", Map.of("allowedClients", List.of("nobody")));

    assertThat(changed.status()).as(changed.body()).isEqualTo(204);
    assertThat(exchange(token, "console").status()).isEqualTo(404);
    assertThat(exchange(token, "renamed").status()).isEqualTo(403);
    assertThat(realm.admin().get(realm.path("/users/profile")).toString())
        .contains("cognito.identity-id.renamed");

    realm.admin().delete(realm.path("/components/" + id));

    assertThat(exchange(token, "renamed").status()).isEqualTo(404);
    assertThat(realm.exchange(token).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("is the realm's default pool where there is no other")
  void onlyOne() {
    String own =
        realm
            .admin()
            .get(realm.path("/components?type=" + TestRealm.POOL_TYPE))
            .path(0)
            .path("id")
            .asText();
    realm.admin().delete(realm.path("/components/" + own));
    assertThat(pools.create("console", Map.of()).status()).isEqualTo(201);

    assertThat(realm.exchange(realm.accessToken("alice", "app")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("shares the aliases with those of the own type")
  void takenAlias() {
    refused(pools.create("default", Map.of()), "alias: is taken");
    String id = PagePools.id(pools.create("console", Map.of()));
    refused(pools.create("console", Map.of()), "alias: is taken");
    refused(pools.update(id, "default", Map.of()), "alias: is taken");
    assertThat(pools.update(id, "console", Map.of()).status()).isEqualTo(204);
    Answer own =
        realm
            .admin()
            .call(
                "POST",
                realm.path("/components"),
                Map.of(
                    "providerType",
                    TestRealm.POOL_TYPE,
                    "providerId",
                    "cognito",
                    "config",
                    realm.pool("console", Map.of()).get("config")));
    refused(own, "alias: is taken");
  }

  @Test
  @DisplayName("is refused for its form, before AWS is asked")
  void form() {
    refused(pools.create("With Space", Map.of()), "alias: must be");
    refused(
        pools.create("c", Map.of("identityPoolId", List.of("eu-west-1"))),
        "identityPoolId: must be");
    refused(pools.create("c", Map.of("tokenDuration", List.of("0"))), "tokenDuration: must be");
    refused(pools.create("c", Map.of("checkOnSave", List.of("no"))), "checkOnSave: must be");
    refused(pools.create("c", Map.of("tokenDurations", List.of("1"))), "tokenDurations: is no");
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("is made by those only who may manage the realm, before AWS is asked")
  void rights() {
    RealmAdmins admins = RealmAdmins.of(stack, realm);
    stack.cognito().resetCalls();

    Answer answer =
        realm
            .http()
            .send(
                Http.request(realm.adminUri("/components"))
                    .header("Authorization", "Bearer " + admins.token("viewer"))
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofString(
                            Answer.JSON
                                .valueToTree(pools.component("console", Map.of()))
                                .toString())));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("leaves admin events like any component")
  void adminEvents() {
    RealmAdmins.of(stack, realm);
    String id = PagePools.id(pools.create("console", Map.of()));
    pools.update(id, "console", Map.of("tokenDuration", List.of("60")));
    realm.admin().delete(realm.path("/components/" + id));

    assertThat(realm.admin().get(realm.path("/admin-events?resourceTypes=COMPONENT")))
        .filteredOn(event -> event.path("resourcePath").asText().equals("components/" + id))
        .extracting(event -> event.path("operationType").asText())
        .containsExactlyInAnyOrder("CREATE", "UPDATE", "DELETE");
  }

  @Test
  @DisplayName("comes with a realm as it is, is exported and imported again")
  void imported() {
    String wrong = "login.other";
    Map<String, Object> component =
        pools.component("console", Map.of("developerProviderName", List.of(wrong)));
    String name = stack.nextRealm();
    realm
        .admin()
        .create(
            "/realms",
            Map.of(
                "realm",
                name,
                "enabled",
                true,
                "components",
                Map.of(
                    PagePools.TYPE,
                    List.of(
                        Map.of(
                            "providerId",
                            PagePools.PROVIDER,
                            "config",
                            component.get("config"))))));
    assertThat(stack.cognito().calls()).as("nobody is refused an import").isEmpty();
    TestRealm made = TestRealm.named(name, stack.url());
    assertThat(discovered(made)).contains(wrong);

    JsonNode export =
        realm.admin().call("POST", "/realms/" + name + "/partial-export", Map.of()).json();
    assertThat(export.path("components").path(PagePools.TYPE)).hasSize(1);
    realm.admin().delete("/realms/" + name);
    ObjectNode again = Answer.JSON.createObjectNode();
    again.put("realm", name);
    again.put("enabled", true);
    again.set("components", export.path("components"));
    realm.admin().create("/realms", again);

    assertThat(discovered(made)).contains(wrong);
    assertThat(realm.admin().get("/realms/" + name + "/client-scopes").toString())
        .contains("cognito_identity_id_console");
    realm
        .admin()
        .post(
            "/realms/" + name + "/partialImport",
            Map.of("ifResourceExists", "SKIP", "components", export.path("components")));
    assertThat(discovered(made)).contains(wrong);
  }

  private static String discovered(TestRealm realm) {
    Answer answer = realm.http().send(Http.request(realm.door("")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Answer exchange(String token, String alias) {
    return realm
        .http()
        .send(
            Http.form(realm.door("/token"), Map.of("pool", alias))
                .header("Authorization", "Bearer " + token));
  }

  private static void refused(Answer answer, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("errorMessage")).startsWith(message);
  }
}
