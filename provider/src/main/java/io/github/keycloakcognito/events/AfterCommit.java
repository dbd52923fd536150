package io.github.keycloakcognito.events;

import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Acts once a session's transaction is committed, and not at all if it is not. */
final class AfterCommit extends AbstractKeycloakTransaction {

  private static final Logger LOG = Logger.getLogger(AfterCommit.class);

  private final Runnable action;

  private AfterCommit(Runnable action) {
    this.action = action;
  }

  /**
   * @param action is still on the request's thread: it hands over and returns, and knows no model
   */
  static void run(KeycloakSession session, Runnable action) {
    session.getTransactionManager().enlistAfterCompletion(new AfterCommit(action));
  }

  /** What is thrown here would fail a request whose data are committed. */
  @Override
  protected void commitImpl() {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("An event could not be acted upon", e);
    }
  }

  @Override
  protected void rollbackImpl() {}
}
