package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Gives a realm a browser flow of two levels: the user's password, and the password once more. */
final class StepUpRealm {

  private static final String FLOW = "step-up";
  private static final String FORMS = "step-up-forms";

  private final AdminApi admin;
  private final TestRealm realm;

  private StepUpRealm(TestRealm realm) {
    this.realm = realm;
    this.admin = realm.admin();
  }

  static TestRealm in(Stack stack) {
    TestRealm realm = TestRealm.in(stack);
    new StepUpRealm(realm).configure();
    return realm;
  }

  private void configure() {
    admin.create(
        realm.path("/authentication/flows"),
        Map.of("alias", FLOW, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    execution(FLOW, "auth-cookie", "ALTERNATIVE");
    flow(FLOW, FORMS, "ALTERNATIVE");
    level(1, "auth-username-password-form");
    level(2, "auth-password-form");
    admin.put(
        realm.path(""),
        Map.of(
            "browserFlow",
            FLOW,
            "attributes",
            Map.of("acr.loa.map", "{\"silver\":\"1\",\"gold\":\"2\"}")));
  }

  private void level(int level, String authenticator) {
    String alias = "level-" + level;
    flow(FORMS, alias, "CONDITIONAL");
    String condition = execution(alias, "conditional-level-of-authentication", "REQUIRED");
    admin.create(
        realm.path("/authentication/executions/" + condition + "/config"),
        Map.of(
            "alias",
            alias,
            "config",
            Map.of("loa-condition-level", String.valueOf(level), "loa-max-age", "36000")));
    execution(alias, authenticator, "REQUIRED");
  }

  private void flow(String parent, String alias, String requirement) {
    admin.create(
        realm.path("/authentication/flows/" + parent + "/executions/flow"),
        Map.of("alias", alias, "type", "basic-flow", "provider", "registration-page-form"));
    for (JsonNode execution : executions(parent)) {
      if (execution.path("displayName").asText().equals(alias)) {
        require(parent, execution, requirement);
      }
    }
  }

  private String execution(String flow, String provider, String requirement) {
    String id =
        admin.create(
            realm.path("/authentication/flows/" + flow + "/executions/execution"),
            Map.of("provider", provider));
    for (JsonNode execution : executions(flow)) {
      if (execution.path("id").asText().equals(id)) {
        require(flow, execution, requirement);
      }
    }
    return id;
  }

  private List<JsonNode> executions(String flow) {
    return admin
        .get(realm.path("/authentication/flows/" + flow + "/executions"))
        .valueStream()
        .toList();
  }

  private void require(String flow, JsonNode execution, String requirement) {
    Answer answer =
        admin.call(
            "PUT",
            realm.path("/authentication/flows/" + flow + "/executions"),
            ((ObjectNode) execution).put("requirement", requirement));
    if (answer.status() >= 300) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
  }
}
