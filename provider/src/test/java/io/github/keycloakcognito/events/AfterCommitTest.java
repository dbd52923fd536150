package io.github.keycloakcognito.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;

class AfterCommitTest {

  private final List<KeycloakTransaction> enlisted = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final KeycloakSession session = session();

  @Test
  void actsAtCommitAndNotBefore() {
    AfterCommit.run(session, () -> done.add("acted"));
    enlisted.get(0).begin();
    assertThat(done).isEmpty();

    enlisted.get(0).commit();

    assertThat(done).containsExactly("acted");
  }

  @Test
  void rollbackIsTheEnd() {
    AfterCommit.run(session, () -> done.add("acted"));
    enlisted.get(0).begin();

    enlisted.get(0).rollback();

    assertThat(done).isEmpty();
  }

  @Test
  void whatIsThrownStaysHere() {
    AfterCommit.run(
        session,
        () -> {
          done.add("acted");
          throw new IllegalStateException("meant to");
        });
    enlisted.get(0).begin();

    enlisted.get(0).commit();

    assertThat(done).containsExactly("acted");
  }

  private KeycloakSession session() {
    KeycloakTransactionManager transactions =
        Fake.of(
            KeycloakTransactionManager.class,
            Map.of(
                "enlistAfterCompletion", arguments -> enlist((KeycloakTransaction) arguments[0])));
    return Fake.of(
        KeycloakSession.class, Map.of("getTransactionManager", arguments -> transactions));
  }

  private Object enlist(KeycloakTransaction transaction) {
    enlisted.add(transaction);
    return null;
  }
}
