package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An outbox in memory. */
final class FakeOutbox implements Outbox {

  final Map<String, Row> rows = new LinkedHashMap<>();
  final Set<String> living = new HashSet<>();

  /** Users whose storage is away. */
  final Set<String> unreadable = new HashSet<>();

  final Set<String> registered = new HashSet<>();
  int prolonged;
  boolean claimsAreLost;

  private final InstantSource clock;

  static final class Row {
    OutboxEntry entry;
    Instant due;
    String claim;
    boolean dead;
    Failure failure;
  }

  FakeOutbox(InstantSource clock) {
    this.clock = clock;
  }

  void add(String id, Removal removal) {
    add(id, removal, 0);
  }

  void add(String id, Removal removal, int attempts) {
    Row row = new Row();
    row.entry = new OutboxEntry(id, removal, attempts);
    row.due = clock.instant();
    rows.put(id, row);
  }

  @Override
  public List<OutboxEntry> claim(String claim, int most, Duration holds, Set<String> without) {
    List<Row> due =
        rows.values().stream()
            .filter(row -> !row.dead && row.claim == null && !row.due.isAfter(clock.instant()))
            .filter(row -> !without.contains(row.entry.removal().identityPoolId()))
            .sorted(Comparator.comparing(row -> row.due))
            .toList();
    List<OutboxEntry> claimed = new ArrayList<>();
    for (Row row : due) {
      String pool = row.entry.removal().identityPoolId();
      if (claimed.size() < most && pool.equals(due.get(0).entry.removal().identityPoolId())) {
        row.claim = claim;
        claimed.add(row.entry);
      }
    }
    return claimed;
  }

  @Override
  public boolean prolong(String claim, Duration holds) {
    prolonged++;
    return !claimsAreLost;
  }

  @Override
  public Set<String> livingUsers(Collection<String> users) {
    if (users.stream().anyMatch(unreadable::contains)) {
      throw new IllegalStateException("away");
    }
    return users.stream().filter(living::contains).collect(Collectors.toSet());
  }

  @Override
  public Set<String> ownUsers(String identityPoolId, Collection<String> users) {
    return users.stream().filter(registered::contains).collect(Collectors.toSet());
  }

  @Override
  public void done(String claim, List<OutboxEntry> entries) {
    for (OutboxEntry entry : entries) {
      if (held(claim, entry) != null) {
        rows.remove(entry.id());
        registered.remove(entry.removal().userId());
      }
    }
  }

  @Override
  public void obsolete(String claim, OutboxEntry entry) {
    if (held(claim, entry) != null) {
      rows.remove(entry.id());
    }
  }

  @Override
  public void putBack(String claim, List<OutboxEntry> entries, Failure failure, Instant due) {
    entries.forEach(entry -> putBack(claim, entry, failure, 0, due));
  }

  @Override
  public void release(String claim, List<OutboxEntry> entries) {
    for (OutboxEntry entry : entries) {
      Row row = held(claim, entry);
      if (row != null) {
        row.claim = null;
      }
    }
  }

  @Override
  public void retry(String claim, OutboxEntry entry, Failure failure, Instant due) {
    putBack(claim, entry, failure, 1, due);
  }

  @Override
  public void dead(String claim, OutboxEntry entry, Failure failure) {
    putBack(claim, entry, failure, 1, clock.instant());
    rows.get(entry.id()).dead = true;
  }

  private void putBack(String claim, OutboxEntry entry, Failure failure, int more, Instant due) {
    Row row = held(claim, entry);
    if (row != null) {
      row.entry = new OutboxEntry(entry.id(), entry.removal(), entry.attempts() + more);
      row.claim = null;
      row.due = due;
      row.failure = failure;
    }
  }

  @Override
  public Depth depth() {
    long dead = rows.values().stream().filter(row -> row.dead).count();
    return new Depth(rows.size() - dead, dead, rows.isEmpty() ? null : clock.instant());
  }

  private Row held(String claim, OutboxEntry entry) {
    Row row = rows.get(entry.id());
    return row != null && claim.equals(row.claim) ? row : null;
  }
}
