package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StackExtension.class)
@DisplayName("The pools of a realm")
class PoolSettingsIT {

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("alias", "", "alias: is required"),
        Arguments.of("alias", "With Space", "alias: must be"),
        Arguments.of("alias", "default", "alias: is taken"),
        Arguments.of("identityPoolId", "", "identityPoolId: is required"),
        Arguments.of("identityPoolId", "eu-west-1", "identityPoolId: must be"),
        Arguments.of(
            "identityPoolId", Stack.POOL_ID.replace("5c9d", "5C9D"), "identityPoolId: must be"),
        Arguments.of("developerProviderName", "", "developerProviderName: is required"),
        Arguments.of("developerProviderName", "a/b", "developerProviderName: must be"),
        Arguments.of("tokenDuration", "0", "tokenDuration: must be"),
        Arguments.of("tokenDuration", "86401", "tokenDuration: must be"),
        Arguments.of("tokenDuration", "15m", "tokenDuration: must be"),
        Arguments.of("serviceAccounts", "yes", "serviceAccounts: must be true or false"),
        Arguments.of("publicDiscovery", "1", "publicDiscovery: must be true or false"),
        Arguments.of("requiredScope", "two words", "requiredScope: must be"),
        Arguments.of("tokenDurations", "900", "tokenDurations: is no setting"));
  }

  @ParameterizedTest(name = "refuse {0}={1}")
  @MethodSource("mistakes")
  void mistake(String setting, String value, String message) {
    Answer answer = create("second", Map.of(setting, List.of(value)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("errorMessage")).startsWith(message);
  }

  @Test
  @DisplayName("are checked on update too")
  void update() {
    TestRealm own = TestRealm.in(stack);
    String id =
        own.admin()
            .get(own.path("/components?type=" + TestRealm.POOL_TYPE))
            .path(0)
            .path("id")
            .asText();
    Map<String, Object> changed =
        new HashMap<>(own.pool("default", Map.of("tokenDuration", List.of("-1"))));
    changed.put("id", id);
    changed.put("providerType", TestRealm.POOL_TYPE);

    Answer answer = own.admin().call("PUT", own.path("/components/" + id), changed);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("errorMessage")).startsWith("tokenDuration: must be");
  }

  @Test
  @DisplayName("are refused with the whole realm when a realm file is wrong")
  void wrongRealmFile() {
    String name = stack.nextRealm();

    Answer answer =
        realm
            .admin()
            .call(
                "POST",
                "/realms",
                Map.of(
                    "realm",
                    name,
                    "components",
                    Map.of(
                        TestRealm.POOL_TYPE,
                        List.of(realm.pool("default", Map.of("alias", List.of("A")))))));

    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    assertThat(realm.admin().call("GET", "/realms/" + name, null).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("take effect at once when changed")
  void change() {
    TestRealm own = TestRealm.in(stack);
    String access = own.accessToken("alice", "app");
    assertThat(own.exchange(access).status()).isEqualTo(200);

    own.changePool(Map.of("allowedClients", List.of("nobody")));
    assertThat(own.exchange(access).status()).isEqualTo(403);

    own.changePool(Map.of("publicDiscovery", List.of("false")));
    assertThat(own.http().send(Http.request(own.door(""))).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("are named by alias; without a default one, a caller has to name it")
  void aliases() {
    TestRealm own = TestRealm.in(stack);
    String access = own.accessToken("alice", "app");
    own.changePool(Map.of("alias", List.of("first")));
    assertThat(own.exchange(access).status()).as("the only pool").isEqualTo(200);

    assertThat(create(own, "second", Map.of("alias", List.of("second"))).status()).isEqualTo(201);

    assertThat(own.exchange(access).status()).as("none is the default").isEqualTo(404);
    assertThat(byAlias(own, access, "second").status()).isEqualTo(200);
    Answer unknown = byAlias(own, access, "third");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("error")).isEqualTo("not_found");
  }

  @Test
  @DisplayName("bring the client scope they require")
  void scope() {
    assertThat(
            create("scoped", Map.of("requiredScope", List.of("aws-it"), "alias", List.of("scoped")))
                .status())
        .isEqualTo(201);

    assertThat(realm.admin().get(realm.path("/client-scopes")).findValuesAsText("name"))
        .contains("cognito", "aws-it");
  }

  @Test
  @DisplayName("leave admin events")
  void adminEvents() {
    TestRealm own = TestRealm.in(stack);
    own.admin().put("/realms/" + own.name(), Map.of("adminEventsEnabled", true));
    create(own, "audited", Map.of("alias", List.of("audited")));

    assertThat(
            own.admin()
                .get(own.path("/admin-events?resourceTypes=COMPONENT"))
                .findValuesAsText("operationType"))
        .contains("CREATE");
  }

  private Answer create(String alias, Map<String, List<String>> changes) {
    return create(realm, alias, changes);
  }

  private static Answer create(TestRealm in, String alias, Map<String, List<String>> changes) {
    Map<String, Object> component = new HashMap<>(in.pool(alias, changes));
    component.put("providerType", TestRealm.POOL_TYPE);
    return in.admin().call("POST", in.path("/components"), component);
  }

  private static Answer byAlias(TestRealm in, String access, String alias) {
    return in.http()
        .send(
            Http.form(in.door("/token"), Map.of("pool", alias))
                .header("Authorization", "Bearer " + access));
  }
}
