package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("Saving a pool in the admin console")
class AdminConsoleCheckIT {

  private static final String UNBOUND = "eu-west-1:00000000-0000-4000-8000-0000000000ff";
  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";

  private static TestRealm realm;
  private PagePools pools;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
    pools = new PagePools(realm);
  }

  @Test
  @DisplayName("tries it at AWS and leaves nothing there")
  void well() {
    assertThat(pools.create("well", Map.of()).status()).isEqualTo(201);

    assertThat(stack.cognito().calls())
        .containsEntry("DescribeIdentityPool", 1L)
        .containsEntry(TOKEN, 1L)
        .containsEntry("DeleteIdentities", 1L);
  }

  @Test
  @DisplayName("is refused if AWS has no such pool")
  void missing() {
    refused(
        Map.of("identityPoolId", List.of(Stack.MISSING_POOL_ID)),
        "ResourceNotFoundException",
        "check the pool's identityPoolId");
  }

  @Test
  @DisplayName("is refused if the pool names another developer provider")
  void otherProvider() {
    refused(
        Map.of("developerProviderName", List.of("login.other")),
        "the pool's developer provider is " + Stack.DEVELOPER_PROVIDER,
        "set developerProviderName to that name");
  }

  @Test
  @DisplayName("is refused if the operator has not bound it; AWS is not asked")
  void unbound() {
    refused(Map.of("identityPoolId", List.of(UNBOUND)), "is not bound", "server option pools");
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("is refused if Keycloak lacks the permission that exchanges need")
  void denied() {
    stack.cognito().faults(List.of(denied(TOKEN)));

    refused(Map.of(), "not authorized", "grant Keycloak the IAM action cognito-identity:" + TOKEN);
  }

  @Test
  @DisplayName("does without the permissions that exchanges do not need")
  void partialPermissions() {
    stack.cognito().faults(List.of(denied("DescribeIdentityPool"), denied("DeleteIdentities")));

    assertThat(pools.create("partial", Map.of()).status()).isEqualTo(201);
    refused(Map.of("developerProviderName", List.of("login.other")), "", "developerProviderName");
  }

  @Test
  @DisplayName("is refused on update too, and then changes nothing")
  void update() {
    String id = PagePools.id(pools.create("updated", Map.of()));

    Answer answer =
        pools.update(id, "updated", Map.of("developerProviderName", List.of("login.other")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(realm.admin().get(realm.path("/components/" + id)).toString())
        .contains(Stack.DEVELOPER_PROVIDER)
        .doesNotContain("login.other");
    assertThat(realm.http().send(Http.request(realm.door("?pool=updated"))).body())
        .contains(Stack.DEVELOPER_PROVIDER);
  }

  @ParameterizedTest(name = "goes through with a warning when AWS answers: {0}")
  @ValueSource(strings = {"reset", "hang", "throttle", "garbage"})
  void down(String trouble) {
    stack
        .cognito()
        .faults(
            List.of(
                switch (trouble) {
                  case "reset" -> Fault.reset("*");
                  case "hang" -> Fault.hang("*");
                  case "throttle" -> Fault.throttle("*");
                  default -> Fault.garbage("*");
                }));

    Answer answer = pools.create(trouble, Map.of("developerProviderName", List.of("login.other")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    stack.log("pool " + trouble + " is saved although AWS could not be asked");
  }

  @Test
  @DisplayName("does not ask AWS where the admin has switched that off")
  void switchedOff() {
    Answer answer =
        pools.create(
            "anyway",
            Map.of(
                "developerProviderName", List.of("login.other"), "checkOnSave", List.of("false")));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(stack.cognito().calls()).isEmpty();
    assertThat(
            pools
                .update(PagePools.id(answer), "anyway", Map.of("checkOnSave", List.of("true")))
                .status())
        .as("mended and switched on")
        .isEqualTo(204);
  }

  private void refused(Map<String, List<String>> changes, String cause, String remedy) {
    Answer answer = pools.create("refused", changes);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("errorMessage"))
        .startsWith("The pool was not saved, because it would not work: ")
        .contains(cause, "What to do: ", remedy, "Check with AWS when saving")
        .doesNotContain("{", "..", "null");
    assertThat(realm.http().send(Http.request(realm.door("?pool=refused"))).status())
        .isEqualTo(404);
  }

  private static Fault denied(String operation) {
    return Fault.error(operation, "AccessDeniedException", "not authorized").withStatus(400);
  }
}
