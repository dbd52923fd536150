package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("The check of a pool")
class AdminCheckIT {

  private static final String READER = "arn:aws:iam::123456789012:role/DataReader";
  private static final String UNBOUND = "eu-west-1:00000000-0000-4000-8000-0000000000ff";

  private TestRealm realm;
  private RealmAdmins admins;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    realm = TestRealm.in(running);
    admins = RealmAdmins.of(running, realm);
    realm.changePool(Map.of("allowedClients", List.of("app")));
    ConsoleIT.role(realm, "data-reader", READER);
    stack.cognito().resetCalls();
  }

  @Test
  @DisplayName("finds nothing wrong with one that is set up well")
  void well() throws IOException {
    Answer answer = check("default");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    // Other tests let the one AWS of all tests throttle this node.
    String quota = finding(answer, "quota").path("status").asText();
    assertThat(quota).isIn("ok", "warning");
    assertThat(answer.text("status")).as(answer.body()).isEqualTo(quota);
    for (String check :
        List.of(
            "scope",
            "client:app",
            "binding",
            "credentials",
            "pool",
            "authenticated-role",
            "token",
            "authenticated-role-trust",
            "role:data-reader",
            "clean-up")) {
      assertThat(finding(answer, check).path("status").asText()).as(check).isEqualTo("ok");
    }
    assertThat(finding(answer, "credentials").path("cause").asText())
        .isEqualTo("arn:aws:iam::123456789012:user/keycloak");
    assertThat(answer.body() + Files.readString(stack.keycloak().log()))
        .doesNotContain("wJalrXUtnFEMI");
  }

  @Test
  @DisplayName("makes no identity that stays, and is an admin event")
  void leavesNothing() {
    check("default");
    check("default");

    assertThat(stack.cognito().calls())
        .containsEntry("GetOpenIdTokenForDeveloperIdentity", 2L)
        .containsEntry("DeleteIdentities", 2L);
    assertThat(admins.events())
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.path("resourcePath").asText())
                  .isEqualTo("cognito/pools/default/check");
              assertThat(event.path("resourceType").asText()).isEqualTo("COGNITO_IDENTITY_POOL");
              assertThat(event.path("details").path("result").asText()).isIn("ok", "warning");
            });
  }

  @Test
  @DisplayName("reaches a pool of another account through its assumed role")
  void assumedRole() {
    admins.addPool("reports", Map.of("identityPoolId", List.of(Stack.REPORTS_POOL_ID)));

    Answer answer = check("reports");

    assertThat(finding(answer, "credentials").path("cause").asText())
        .startsWith("arn:aws:sts::210987654321:assumed-role/KeycloakDeveloperProvider/");
    assertThat(finding(answer, "token").path("status").asText()).isEqualTo("ok");
    // The role's trust policy names the other pool.
    error(answer, "role:data-reader", "AccessDenied", "trust policy");
  }

  @Test
  @DisplayName("says what is wrong in Keycloak")
  void wrongInKeycloak() {
    ConsoleIT.role(realm, "crooked", "arn:aws:s3:::bucket");
    realm.changePool(
        Map.of(
            "allowedClients",
            List.of("app", "nobody", "admin-cli"),
            "requiredScope",
            List.of("email")));

    Answer answer = check("default");

    error(answer, "role:crooked", "aws.role.arn", "attribute");
    status(answer, "client:nobody", "warning");
    status(answer, "scope", "ok");
    assertThat(answer.text("status")).isEqualTo("error");

    realm.changePool(
        Map.of("allowedClients", List.of("broker"), "requiredScope", List.of("aws-x")));
    realm.admin().delete(realm.path("/client-scopes/" + scopeId("aws-x")));
    Answer worse = check("default");
    error(worse, "scope", "aws-x", "create");
    assertThat(finding(worse, "client:broker").path("remedy").asText()).contains("client scope");
  }

  @Test
  @DisplayName("says what is wrong with the clients of keycloak-aws and of the account page")
  void toolClients() {
    realm.admin().create(realm.path("/clients"), TestRealm.client("aws-access"));
    realm.changePool(
        Map.of("cliClient", List.of("app"), "allowedClients", List.of("app", "aws-access")));

    Answer answer = check("default");

    warning(answer, "cli-client", "device authorization grant", "switch that on");
    warning(answer, "account-client", "aws-access does not offer", "as an optional one");
    assertThat(answer.text("status")).isEqualTo("warning");

    realm.offerScope("cognito", "aws-access");
    realm
        .admin()
        .put(
            realm.path("/clients/" + realm.clientUuid("app")),
            Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true")));
    Answer mended = check("default");
    status(mended, "cli-client", "ok");
    status(mended, "account-client", "ok");

    realm.changePool(Map.of("cliClient", List.of("nobody"), "accountClient", List.of("broker")));
    Answer worse = check("default");
    warning(worse, "cli-client", "no client nobody", "cliClient");
    warning(worse, "account-client", "the client broker", "");
  }

  @Test
  @DisplayName("says what is wrong at AWS")
  void wrongAtAws() {
    ConsoleIT.role(realm, "missing", "arn:aws:iam::123456789012:role/Missing");
    realm
        .admin()
        .post(
            realm.path("/roles"),
            Map.of(
                "name",
                "too-long",
                "attributes",
                Map.of(
                    "aws.role.arn",
                    List.of("arn:aws:iam::123456789012:role/DataAdmin"),
                    "aws.role.session-duration",
                    List.of("43200"))));

    Answer answer = check("default");

    error(answer, "role:missing", "AccessDenied", "trust policy");
    error(answer, "role:too-long", "ValidationError", "maximum session duration");
    status(answer, "role:data-reader", "ok");

    realm.changePool(Map.of("developerProviderName", List.of("login.other")));
    Answer other = check("default");
    error(other, "pool", Stack.DEVELOPER_PROVIDER, "developerProviderName");
    status(other, "token", "error");
    status(other, "roles", "skipped");
  }

  @Test
  @DisplayName("goes on without the permissions that exchanges do not need")
  void partialPermissions() {
    stack
        .cognito()
        .faults(
            List.of(
                denied("DescribeIdentityPool"),
                denied("GetIdentityPoolRoles"),
                denied("DeleteIdentities")));

    Answer answer = check("default");

    skipped(answer, "pool", "cognito-identity:DescribeIdentityPool");
    skipped(answer, "authenticated-role", "cognito-identity:GetIdentityPoolRoles");
    skipped(answer, "clean-up", "cognito-identity:DeleteIdentities");
    status(answer, "role:data-reader", "ok");
    assertThat(answer.text("status")).isIn("skipped", "warning");
  }

  @Test
  @DisplayName("does not ask AWS about a pool or with a role that is not bound")
  void unbound() {
    admins.addPool("foreign", Map.of("identityPoolId", List.of(UNBOUND)));

    Answer answer = check("foreign");

    error(answer, "binding", "not bound", "pools");
    status(answer, "aws", "skipped");
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("ends when AWS is silent")
  void silent() {
    stack.cognito().faults(List.of(Fault.hang("*")));

    Answer answer = check("default");

    assertThat(answer.status()).isEqualTo(200);
    status(answer, "credentials", "warning");
  }

  @Test
  @DisplayName("is of a pool of the realm")
  void unknownPool() {
    assertThat(check("nowhere").status()).isEqualTo(404);
    assertThat(admins.get("manager", "/pools/default/check").status()).isIn(404, 405);
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private static Fault denied(String operation) {
    return Fault.error(operation, "AccessDeniedException", "not authorized").withStatus(400);
  }

  private String scopeId(String name) {
    for (JsonNode scope : realm.admin().get(realm.path("/client-scopes"))) {
      if (scope.path("name").asText().equals(name)) {
        return scope.path("id").asText();
      }
    }
    throw new AssertionError("no client scope " + name);
  }

  private Answer check(String alias) {
    return admins.post("manager", "/pools/" + alias + "/check");
  }

  private static void status(Answer answer, String check, String status) {
    assertThat(finding(answer, check).path("status").asText()).as(answer.body()).isEqualTo(status);
  }

  private static void error(Answer answer, String check, String cause, String remedy) {
    status(answer, check, "error");
    assertThat(finding(answer, check).path("cause").asText()).contains(cause);
    assertThat(finding(answer, check).path("remedy").asText()).contains(remedy);
  }

  private static void warning(Answer answer, String check, String cause, String remedy) {
    status(answer, check, "warning");
    assertThat(finding(answer, check).path("cause").asText()).contains(cause);
    assertThat(finding(answer, check).path("remedy").asText()).contains(remedy);
  }

  private static void skipped(Answer answer, String check, String action) {
    status(answer, check, "skipped");
    assertThat(finding(answer, check).path("remedy").asText()).contains("grant Keycloak " + action);
  }

  private static JsonNode finding(Answer answer, String check) {
    for (JsonNode finding : answer.json().path("findings")) {
      if (finding.path("check").asText().equals(check)) {
        return finding;
      }
    }
    throw new AssertionError("no " + check + " in " + answer.body());
  }
}
