package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.reconcile.Mismatch.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for noted users who are gone. AWS is not asked: that is the outbox's. */
final class Sweep {

  private static final int PAGE = 500;

  private final Jobs jobs;

  Sweep(Jobs jobs) {
    this.jobs = jobs;
  }

  /** The next page. What is found is in the outbox, and so is not reported besides. */
  Step next(Job job) {
    List<Registered> rows = jobs.afterCursor(job, PAGE);
    List<Mismatch> mend = new ArrayList<>();
    if (!rows.isEmpty()) {
      Set<String> gone = rows.stream().map(Registered::userId).collect(Collectors.toSet());
      gone.removeAll(jobs.realmsOf(gone).keySet());
      Set<String> waiting = gone.isEmpty() ? Set.of() : jobs.inOutbox(job, new HashSet<>(gone));
      rows.stream()
          .filter(row -> gone.contains(row.userId()) && !waiting.contains(row.userId()))
          .map(row -> new Mismatch(Kind.ORPHAN, row.identityId(), row.userId()))
          .filter(job::mends)
          .forEach(mend::add);
    }
    Counts counts = job.progress().counts().seen(rows.size(), 0).with(mend, mend);
    Progress next =
        rows.size() < PAGE
            ? new Progress(Phase.END, job.progress().cursor(), counts)
            : new Progress(Phase.REGISTRY, rows.get(rows.size() - 1).userId(), counts);
    return new Step(next, List.of(), mend, List.of(), List.of());
  }
}
