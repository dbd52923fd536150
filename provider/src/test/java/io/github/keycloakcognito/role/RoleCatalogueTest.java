package io.github.keycloakcognito.role;

import static io.github.keycloakcognito.role.KeycloakRoles.clientRole;
import static io.github.keycloakcognito.role.KeycloakRoles.group;
import static io.github.keycloakcognito.role.KeycloakRoles.realmRole;
import static io.github.keycloakcognito.role.KeycloakRoles.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.LogCapture;
import io.github.keycloakcognito.exchange.AwsRole;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

class RoleCatalogueTest {

  private static final Map<String, String> READER =
      Map.of("aws.role.arn", "arn:aws:iam::123456789012:role/DataReader");

  @Test
  void hasNothingForWhoHasNoRole() {
    assertThat(RoleCatalogue.of(user(List.of()))).isEmpty();
  }

  @Test
  void leavesOutRolesThatStandForNoIamRole() {
    assertThat(names(user(List.of(realmRole("plain", Map.of()), realmRole("reader", READER)))))
        .containsExactly("reader");
  }

  @Test
  void findsRolesOfComposites() {
    RoleModel inner = realmRole("inner", Map.of(), realmRole("reader", READER));

    assertThat(names(user(List.of(realmRole("outer", READER, inner)))))
        .containsExactlyInAnyOrder("outer", "reader");
  }

  @Test
  void findsRolesOfGroupsAndOfTheirParents() {
    UserModel user =
        user(
            List.of(),
            group(group(null, realmRole("of-parent", READER)), realmRole("of-group", READER)));

    assertThat(names(user)).containsExactlyInAnyOrder("of-parent", "of-group");
  }

  @Test
  void listsRoleOnceThatIsGivenTwice() {
    RoleModel reader = realmRole("reader", READER);

    assertThat(names(user(List.of(reader, realmRole("outer", Map.of(), reader)))))
        .containsExactly("reader");
  }

  @Test
  void namesClientRolesAfterTheirClient() {
    assertThat(names(user(List.of(clientRole("app", "reader", READER)))))
        .containsExactly("app.reader");
  }

  @Test
  void leavesOutRoleWithWrongAttributesAndSaysSo() {
    try (LogCapture log = new LogCapture(RoleCatalogue.class)) {
      assertThat(
              names(
                  user(
                      List.of(
                          clientRole("app", "bad", Map.of("aws.role.arn", "DataReader")),
                          realmRole("reader", READER)))))
          .containsExactly("reader");
      assertThat(log.records())
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
                assertThat(record.getMessage())
                    .contains("app.bad", "aws.role.arn: must be like arn:aws:iam::");
              });
    }
  }

  private static List<String> names(UserModel user) {
    return RoleCatalogue.of(user).stream().map(AwsRole::name).toList();
  }
}
