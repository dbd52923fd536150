package io.github.keycloakcognito.jpa;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps few of the jobs that have ended, with what they reported. */
final class EndedJobs {

  private static final int KEPT = 5;
  private static final Duration KEPT_AT_MOST = Duration.ofDays(30);

  private EndedJobs() {}

  /**
   * Removes jobs that ended long ago, and all but the last few of the same realm, pool and kind.
   *
   * @param job which has just ended
   * @param now epoch milliseconds
   */
  static void tidyUp(EntityManager entities, JobEntity job, long now) {
    List<String> old = new ArrayList<>();
    old.addAll(
        entities
            .createQuery("select j.id from JobEntity j where j.ended < :before", String.class)
            .setParameter("before", now - KEPT_AT_MOST.toMillis())
            .getResultList());
    old.addAll(
        entities
            .createQuery(
                "select j.id from JobEntity j where j.realmId = :realm and j.poolAlias = :pool"
                    + " and j.kind = :kind and j.ended is not null and j.id <> :id"
                    + " order by j.created desc",
                String.class)
            .setParameter("realm", job.realmId)
            .setParameter("pool", job.poolAlias)
            .setParameter("kind", job.kind)
            .setParameter("id", job.id)
            .setFirstResult(KEPT - 1)
            .getResultList());
    if (!old.isEmpty()) {
      entities
          .createQuery("delete from FindingEntity f where f.jobId in :ids")
          .setParameter("ids", old)
          .executeUpdate();
      entities
          .createQuery("delete from JobEntity j where j.id in :ids")
          .setParameter("ids", old)
          .executeUpdate();
    }
  }
}
