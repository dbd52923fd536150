package io.github.keycloakcognito.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user with very many AWS roles in two accounts, until it is closed. */
record ManyRoles(Admin admin, Person person, String clientId) implements AutoCloseable {

  private static final String REALM = "/realms/demo";

  /** Makes {@code count} roles of a client, and a user who has them all. */
  static ManyRoles create(Admin admin, int count) {
    List<Object> roles = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      roles.add(role(i));
    }
    admin.post(
        REALM + "/partialImport",
        Map.of(
            "ifResourceExists", "FAIL",
            "clients", List.of(Map.of("clientId", "catalogue")),
            "roles", Map.of("client", Map.of("catalogue", roles))));
    String client = admin.get(REALM + "/clients?clientId=catalogue").get(0).path("id").asText();
    Person person = Person.create(admin, "mary");
    JsonNode made = admin.get(REALM + "/clients/" + client + "/roles?max=" + count);
    admin.post(REALM + "/users/" + person.id() + "/role-mappings/clients/" + client, made);
    return new ManyRoles(admin, person, client);
  }

  private static Map<String, Object> role(int number) {
    String account = number % 2 == 0 ? "123456789012" : "210987654321";
    String iam = number % 2 == 0 ? "DataReader" : "ReportViewer";
    return Map.of(
        "name",
        "team-" + number,
        "attributes",
        Map.of(
            "aws.role.arn",
            List.of("arn:aws:iam::" + account + ":role/" + iam),
            "aws.role.label",
            List.of("Team " + number),
            "aws.role.pool",
            List.of(number % 2 == 0 ? "default" : "reports")));
  }

  @Override
  public void close() {
    person.close();
    admin.delete(REALM + "/clients/" + clientId);
  }
}
