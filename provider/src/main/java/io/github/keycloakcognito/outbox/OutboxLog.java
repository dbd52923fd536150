package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;

/** What the operator hears of the outbox. */
public interface OutboxLog {

  /** From now on, or for another reason than before, nothing of the pool is done on this node. */
  void paused(Removal removal, Failure failure, Duration pause);

  /** It works again. */
  void resumed(String identityPoolId);

  /** Entries of a realm whose pool the operator has not bound to it wait. Not told for each. */
  void unbound(Removal removal, Failure failure);

  /** An entry was put aside. */
  void dead(OutboxEntry entry, Failure failure);

  /** Keycloak could not tell whether the entry's user is gone; the entry waits. */
  void undecided(OutboxEntry entry, RuntimeException why);

  /** Long work is under way. */
  void progress(long done, Duration since);
}
