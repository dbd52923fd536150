package io.github.keycloakcognito.events;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.exchange.Forgetting;
import org.keycloak.models.KeycloakSession;

/** Has this node forget what it holds of a user, after the commit, on a thread of ours. */
final class Forgetter implements AutoCloseable {

  /** One pass under way and one to come, which takes in all that is heard until it begins. */
  private final EventThreads threads = new EventThreads("forgets", 1, 1);

  void forget(
      KeycloakSession session, Cognito cognito, EventKind kind, String realmId, String userId) {
    Forgetting forgetting = cognito.forgetting();
    AfterCommit.run(
        session,
        () -> {
          forgetting.add(kind.code(), realmId, userId);
          boolean unused = threads.offer(forgetting);
        });
  }

  @Override
  public void close() {
    threads.close();
  }
}
