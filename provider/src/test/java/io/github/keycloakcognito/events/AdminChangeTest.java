package io.github.keycloakcognito.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

class AdminChangeTest {

  @ParameterizedTest
  @CsvSource({
    "UPDATE, users/u1, USER_CHANGE",
    "DELETE, users/u1, USER_REMOVAL",
    "ACTION, users/u1/logout, SESSION_END",
    "CREATE, users/u1/groups/g1, USER_CHANGE",
    "DELETE, users/u1/groups/g1, USER_CHANGE",
    "CREATE, users/u1/role-mappings/realm, USER_CHANGE",
    "DELETE, users/u1/role-mappings/clients/c1, USER_CHANGE",
  })
  void isAboutUser(OperationType operation, String path, EventKind kind) {
    assertThat(of(operation, path)).contains(new AdminChange(kind, "u1"));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, users/u1",
    "ACTION, users/u1",
    "ACTION, users/u1/reset-password",
    "DELETE, users/u1/federated-identity/google",
    "UPDATE, users",
    "UPDATE, users/",
    "UPDATE, groups/g1",
    "CREATE, cognito/users/u1/identity",
    "UPDATE, ",
  })
  void isAboutSomethingElse(OperationType operation, String path) {
    assertThat(of(operation, path)).isEmpty();
  }

  @Test
  void emptyEventIsAboutNothing() {
    assertThat(AdminChange.of(new AdminEvent())).isEmpty();
  }

  private static Optional<AdminChange> of(OperationType operation, String path) {
    AdminEvent event = new AdminEvent();
    event.setOperationType(operation);
    event.setResourcePath(path);
    return AdminChange.of(event);
  }
}
