package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobKind;
import io.github.keycloakcognito.reconcile.Registered;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/** The registry of identities as jobs walk it. */
final class RegistryPages {

  private static final String IN_POOL =
      "select e from IdentityEntity e where e.identityPoolId = :pool";

  private static final String NOT_SEEN =
      " and e.identityId is not null and e.changed < :began"
          + " and (e.seenBy is null or e.seenBy <> :job)";

  private final EntityManager entities;
  private final Job job;

  RegistryPages(EntityManager entities, Job job) {
    this.entities = entities;
    this.job = job;
  }

  List<Registered> byIdentity(List<String> identityIds) {
    return registered(
        inPool(" and e.identityId in :ids and e.realmId in (select r.id from RealmEntity r)")
            .setParameter("ids", identityIds));
  }

  List<Registered> afterCursor(int most) {
    boolean all = job.kind() == JobKind.SWEEP;
    TypedQuery<IdentityEntity> query =
        inPool(
                " and e.realmId = :realm and e.userId > :after"
                    + (all ? "" : NOT_SEEN)
                    + " order by e.userId")
            .setParameter("realm", job.realmId())
            .setParameter("after", Optional.ofNullable(job.progress().cursor()).orElse(""))
            .setMaxResults(most);
    if (!all) {
      query.setParameter("began", job.created().toEpochMilli()).setParameter("job", job.id());
    }
    return registered(query);
  }

  void markSeen(List<String> identityIds) {
    if (!identityIds.isEmpty()) {
      entities
          .createQuery(
              "update IdentityEntity e set e.seenBy = :job where e.identityPoolId = :pool"
                  + " and e.realmId = :realm and e.identityId in :ids")
          .setParameter("job", job.id())
          .setParameter("pool", job.pool().identityPoolId())
          .setParameter("realm", job.realmId())
          .setParameter("ids", identityIds)
          .executeUpdate();
    }
  }

  private TypedQuery<IdentityEntity> inPool(String rest) {
    return entities
        .createQuery(IN_POOL + rest, IdentityEntity.class)
        .setParameter("pool", job.pool().identityPoolId());
  }

  private static List<Registered> registered(TypedQuery<IdentityEntity> query) {
    return query
        .getResultStream()
        .map(row -> new Registered(row.userId, row.realmId, row.identityId))
        .toList();
  }
}
