package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPage;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.reconcile.Mismatch.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a page of the identities that Cognito lists with the registry and the users. */
final class IdentityWalk {

  private final Jobs jobs;
  private final IdentityDirectory directory;
  private final Duration timeout;

  IdentityWalk(Jobs jobs, IdentityDirectory directory, Duration timeout) {
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
    IdentityPool pool = job.pool();
    Progress at = job.progress();
    claim.hold();
    IdentityPage page =
        Permission.needed("ListIdentities", () -> directory.list(pool, at.cursor(), timeout));
    List<String> ids =
        page.identities().stream()
            .filter(identity -> identity.logins().contains(pool.developerProviderName()))
            .map(IdentityDescription::identityId)
            .toList();
    Map<String, List<Registered>> noted =
        ids.isEmpty()
            ? Map.of()
            : jobs.byIdentity(job, ids).stream()
                .collect(Collectors.groupingBy(Registered::identityId));
    Map<String, List<String>> asked = askUsers(job, claim, ids, noted);
    Comparison comparison = compare(job, noted, asked);
    long guests = page.identities().stream().filter(i -> i.logins().isEmpty()).count();
    return new Step(
        new Progress(
            page.nextToken() == null ? Phase.REGISTRY : Phase.IDENTITIES,
            page.nextToken(),
            at.counts()
                .seen(page.identities().size(), guests)
                .with(comparison.found, comparison.mend)),
        comparison.found,
        comparison.mend,
        comparison.adopt,
        List.copyOf(noted.keySet()));
  }

  /** The users of the identities that nobody has noted. */
  private Map<String, List<String>> askUsers(
      Job job, Claim claim, List<String> ids, Map<String, List<Registered>> noted) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    for (String id : ids) {
      if (!noted.containsKey(id)) {
        claim.hold();
        DeveloperUsers answer =
            Permission.needed(
                "LookupDeveloperIdentity", () -> directory.usersOf(job.pool(), id, timeout));
        users.put(id, answer.users());
      }
    }
    return users;
  }

  private Comparison compare(
      Job job, Map<String, List<Registered>> noted, Map<String, List<String>> asked) {
    Set<String> users = new HashSet<>();
    // No other realm's: their storages may be down, which is no business of this job.
    noted.values().stream()
        .flatMap(List::stream)
        .filter(row -> row.realmId().equals(job.realmId()))
        .forEach(row -> users.add(row.userId()));
    asked.values().forEach(users::addAll);
    Comparison comparison = new Comparison(job, users);
    noted.values().forEach(rows -> rows.forEach(comparison::noted));
    asked.forEach(comparison::asked);
    return comparison;
  }

  private final class Comparison {

    private final Job job;
    private final Map<String, String> realms;
    private final Set<String> waiting;
    private final List<Mismatch> found = new ArrayList<>();
    private final List<Mismatch> mend = new ArrayList<>();
    private final List<Registered> adopt = new ArrayList<>();

    Comparison(Job job, Set<String> users) {
      this.job = job;
      this.realms = users.isEmpty() ? Map.of() : jobs.realmsOf(users);
      Set<String> gone = new HashSet<>(users);
      gone.removeAll(realms.keySet());
      this.waiting = gone.isEmpty() ? Set.of() : jobs.inOutbox(job, gone);
    }

    /** Another realm's identities are for that realm's admins. */
    private void noted(Registered row) {
      if (row.realmId().equals(job.realmId()) && isMissing(row.userId())) {
        found(new Mismatch(Kind.ORPHAN, row.identityId(), row.userId()));
      }
    }

    private void asked(String identityId, List<String> users) {
      boolean lives = users.stream().anyMatch(realms::containsKey);
      for (String user : users) {
        if (realms.containsKey(user)) {
          if (!job.dryRun()) {
            adopt.add(new Registered(user, realms.get(user), identityId));
          }
        } else if (!lives && isMissing(user)) {
          found(new Mismatch(Kind.UNKNOWN, identityId, user));
        }
      }
    }

    private boolean isMissing(String user) {
      return !realms.containsKey(user) && !waiting.contains(user);
    }

    private void found(Mismatch mismatch) {
      found.add(mismatch);
      if (job.mends(mismatch)) {
        mend.add(mismatch);
      }
    }
  }
}
