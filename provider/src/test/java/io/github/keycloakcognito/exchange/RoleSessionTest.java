package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleSessionTest {

  /** STS API reference, RoleSessionName. */
  private static final String STS = "[A-Za-z0-9_+=,.@-]{2,64}";

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "alice@example.org, alice@example.org",
    "a+b=c.d_e-f, a+b=c.d_e-f",
    "al, al",
    "alice adams, alice_adams",
    "o'neill, o_neill",
    "zoë, zo_",
    "corp\\alice, corp_alice",
    "a:b/c, a_b_c",
    "😀x, _x",
  })
  void namesThePerson(String username, String name) {
    assertThat(name(username, "3f0c9a52-user-id")).isEqualTo(name).matches(STS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "日本", "__", "-_-", "", "::"})
  void namesUserIdWhereNoNameIsLeft(String username) {
    assertThat(name(username, "3f0c9a52-user-id")).isEqualTo("3f0c9a52-user-id");
  }

  @Test
  void namesIdOfAnotherUserStorageAsStsTakesIt() {
    assertThat(name("日本", "f:9c1e:日本/alice")).isEqualTo("f_9c1e____alice").matches(STS);
  }

  @Test
  void cutsLongNames() {
    assertThat(name("x".repeat(65), "id")).isEqualTo("x".repeat(64));
    assertThat(name("x".repeat(64), "id")).isEqualTo("x".repeat(64));
    assertThat(name("_", "y".repeat(255))).isEqualTo("y".repeat(64));
  }

  private static String name(String username, String userId) {
    Caller alice = Samples.ALICE;
    Caller caller =
        new Caller(
            alice.realmId(),
            alice.realmName(),
            userId,
            alice.clientId(),
            alice.sessionId(),
            alice.scopes(),
            false,
            false,
            username,
            alice.signIn());
    RoleSession session = RoleSession.of(Roles.READER, Duration.ofMinutes(20), caller);
    assertThat(session.role()).isEqualTo(Roles.READER);
    assertThat(session.duration()).isEqualTo(Duration.ofMinutes(20));
    return session.name();
  }
}
