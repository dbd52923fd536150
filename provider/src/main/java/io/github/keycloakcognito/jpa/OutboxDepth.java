package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.outbox.Outbox;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;

/** Counts the entries of the outbox by their state. */
final class OutboxDepth {

  private OutboxDepth() {}

  /**
   * A query to be given to {@link #of}.
   *
   * @param where a condition on the entry {@code e}; may be empty
   */
  static TypedQuery<Object[]> query(EntityManager entities, String where) {
    return entities.createQuery(
        "select e.state, count(e), min(e.created) from OutboxEntity e"
            + where
            + " group by e.state",
        Object[].class);
  }

  static Outbox.Depth of(TypedQuery<Object[]> query) {
    long queued = 0;
    long dead = 0;
    Instant oldest = null;
    for (Object[] state : query.getResultList()) {
      if (state[0].equals(OutboxEntity.DEAD)) {
        dead = (Long) state[1];
      } else {
        queued = (Long) state[1];
        oldest = Instant.ofEpochMilli((Long) state[2]);
      }
    }
    return new Outbox.Depth(queued, dead, oldest);
  }
}
