package io.github.keycloakcognito.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.EventType;

class EventKindTest {

  @Test
  void errorsEndNothing() {
    assertThat(EventType.values())
        .filteredOn(type -> type.name().endsWith("_ERROR"))
        .allMatch(type -> EventKind.ending(type).isEmpty());
  }

  @Test
  void useOfSessionEndsNothing() {
    assertThat(
            Stream.of(
                EventType.LOGIN,
                EventType.REFRESH_TOKEN,
                EventType.CODE_TO_TOKEN,
                EventType.TOKEN_EXCHANGE,
                EventType.REGISTER))
        .allMatch(type -> EventKind.ending(type).isEmpty());
  }

  @Test
  void endOfSessionDoes() {
    assertThat(EventKind.ending(EventType.LOGOUT)).contains(EventKind.SESSION_END);
    assertThat(EventKind.ending(EventType.USER_SESSION_DELETED)).contains(EventKind.SESSION_END);
  }

  @Test
  void codesAreNamesOfMetrics() {
    assertThat(EventKind.values())
        .extracting(EventKind::code)
        .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"))
        .contains("session-end", "login-unlinked");
  }
}
