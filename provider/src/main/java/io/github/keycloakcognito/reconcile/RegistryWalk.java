package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.reconcile.Mismatch.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for the identities that are noted and were not listed. */
final class RegistryWalk {

  /** Each takes a call to AWS. */
  private static final int PAGE = 50;

  private final Jobs jobs;
  private final IdentityDirectory directory;
  private final Duration timeout;

  RegistryWalk(Jobs jobs, IdentityDirectory directory, Duration timeout) {
    this.jobs = jobs;
    this.directory = directory;
    this.timeout = timeout;
  }

  /**
   * The next page.
   *
   * @throws io.github.keycloakcognito.exchange.ExchangeException when AWS refuses
   */
  Step next(Job job, Claim claim) {
    List<Registered> rows = jobs.afterCursor(job, PAGE);
    Set<String> users = rows.stream().map(Registered::userId).collect(Collectors.toSet());
    Map<String, String> realms = users.isEmpty() ? Map.of() : jobs.realmsOf(users);
    Set<String> waiting = users.isEmpty() ? Set.of() : jobs.inOutbox(job, users);
    List<Mismatch> found = new ArrayList<>();
    List<Registered> moved = new ArrayList<>();
    for (Registered row : rows) {
      if (waiting.contains(row.userId())) {
        continue;
      }
      claim.hold();
      Optional<String> identity =
          Permission.needed(
              "LookupDeveloperIdentity",
              () -> directory.identityOf(job.pool(), row.userId(), timeout));
      if (identity.isEmpty()) {
        found.add(new Mismatch(Kind.VANISHED, row.identityId(), row.userId()));
      } else if (!realms.containsKey(row.userId())) {
        found.add(new Mismatch(Kind.ORPHAN, identity.get(), row.userId()));
      } else if (!identity.get().equals(row.identityId()) && !job.dryRun()) {
        moved.add(new Registered(row.userId(), row.realmId(), identity.get()));
      }
    }
    List<Mismatch> mend = found.stream().filter(job::mends).toList();
    return new Step(
        after(job, rows, job.progress().counts().with(found, mend)), found, mend, moved, List.of());
  }

  private static Progress after(Job job, List<Registered> rows, Counts counts) {
    return rows.size() < PAGE
        ? new Progress(Phase.END, job.progress().cursor(), counts)
        : new Progress(Phase.REGISTRY, rows.get(rows.size() - 1).userId(), counts);
  }
}
