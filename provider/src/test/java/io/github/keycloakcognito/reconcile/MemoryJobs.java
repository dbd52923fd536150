package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One job, a registry and users in memory. */
final class MemoryJobs implements Jobs {

  final Map<String, Registered> registry = new TreeMap<>();
  final Map<String, String> users = new HashMap<>();
  final Set<String> outbox = new HashSet<>();
  final List<Mismatch> found = new ArrayList<>();
  final List<Mismatch> mended = new ArrayList<>();
  final List<Registered> adopted = new ArrayList<>();
  final Set<String> seen = new HashSet<>();
  final List<String> calls = new ArrayList<>();

  private final Supplier<Instant> clock;
  Job job;
  JobState state = JobState.RUNNING;
  String claim;
  Failure failure;
  Instant due;
  boolean lost;
  int turns = Integer.MAX_VALUE;
  RuntimeException broken;

  MemoryJobs(Supplier<Instant> clock) {
    this.clock = clock;
    this.due = clock.get();
  }

  void user(String user, String realm, String identity) {
    users.put(user, realm);
    registry.put(user, new Registered(user, realm, identity));
  }

  @Override
  public int running() {
    return state == JobState.RUNNING ? 1 : 0;
  }

  @Override
  public Optional<Job> claim(String wanted, Duration holds) {
    if (job == null
        || state != JobState.RUNNING
        || claim != null
        || due.isAfter(clock.get())
        || turns-- <= 0) {
      return Optional.empty();
    }
    claim = wanted;
    return Optional.of(job);
  }

  @Override
  public boolean prolong(String held, Duration holds) {
    calls.add("prolong");
    return held.equals(claim) && !lost;
  }

  @Override
  public List<Registered> byIdentity(Job ours, List<String> identityIds) {
    return registry.values().stream().filter(r -> identityIds.contains(r.identityId())).toList();
  }

  @Override
  public List<Registered> afterCursor(Job ours, int most) {
    String after = ours.progress().cursor() == null ? "" : ours.progress().cursor();
    return registry.values().stream()
        .filter(row -> row.userId().compareTo(after) > 0)
        .filter(row -> row.realmId().equals(ours.realmId()))
        .filter(row -> ours.kind() == JobKind.SWEEP || !seen.contains(row.identityId()))
        .sorted(Comparator.comparing(Registered::userId))
        .limit(most)
        .toList();
  }

  @Override
  public Map<String, String> realmsOf(Set<String> some) {
    if (broken != null) {
      throw broken;
    }
    Map<String, String> living = new HashMap<>(users);
    living.keySet().retainAll(some);
    return living;
  }

  @Override
  public Set<String> inOutbox(Job ours, Set<String> some) {
    Set<String> waiting = new HashSet<>(outbox);
    waiting.retainAll(some);
    return waiting;
  }

  @Override
  public boolean save(String held, Job ours, Step step) {
    if (lost || !held.equals(claim)) {
      return false;
    }
    found.addAll(step.found());
    mended.addAll(step.mend());
    adopted.addAll(step.adopt());
    seen.addAll(step.seen());
    job = ours.at(step.progress());
    failure = null;
    if (step.progress().isEnd()) {
      state = JobState.DONE;
      claim = null;
    }
    return true;
  }

  @Override
  public void restart(String held, Job ours, Progress progress) {
    found.clear();
    job = ours.at(progress);
  }

  @Override
  public void release(String held, Job ours) {
    calls.add("release");
    claim = null;
  }

  @Override
  public void retry(String held, Job ours, Failure why, int attempts, Instant next) {
    failure = why;
    due = next;
    claim = null;
    Job at = job;
    job =
        new Job(
            at.id(),
            at.kind(),
            at.realmId(),
            at.realmName(),
            at.pool(),
            at.userRemoval(),
            at.dryRun(),
            at.mendUnknown(),
            at.progress(),
            attempts,
            at.created());
  }

  @Override
  public void fail(String held, Job ours, Failure why) {
    failure = why;
    state = JobState.FAILED;
    claim = null;
  }
}
