package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.outbox.OutboxMeters.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Claimed entries of one pool on their way: each is settled in the end, or put back. */
final class Batch {

  private static final Duration BEHIND_OTHERS = Duration.ofSeconds(1);
  private static final Duration UNDECIDED = Duration.ofMinutes(1);

  private final OutboxWorker.Tools tools;
  private final Claim claim;
  private final Refusals refusals;
  private final BooleanSupplier stopping;
  private final Map<String, OutboxEntry> open = new LinkedHashMap<>();
  private int done;

  Batch(
      OutboxWorker.Tools tools,
      Claim claim,
      Refusals refusals,
      BooleanSupplier stopping,
      List<OutboxEntry> entries) {
    this.tools = tools;
    this.claim = claim;
    this.refusals = refusals;
    this.stopping = stopping;
    entries.forEach(entry -> open.put(entry.id(), entry));
  }

  /**
   * @return why the pool takes nothing more for now; empty if it did take all
   * @throws Claim.LostException if another node may be at work on the entries
   */
  Optional<Failure> run() {
    Search search = new Search(tools.directory(), tools.timeout(), claim);
    List<Found> found = new ArrayList<>();
    Optional<Failure> refused = searchAll(search, found);
    // What was found is settled all the same: an entry that Cognito chokes on blocks no other.
    Optional<Failure> unsettled = new Settlement(tools, this, search).settle(found);
    return refused.or(() -> unsettled);
  }

  private Optional<Failure> searchAll(Search search, List<Found> found) {
    for (OutboxEntry entry : List.copyOf(open.values())) {
      if (isStopping()) {
        break;
      }
      try {
        found.add(search.find(entry));
      } catch (ExchangeException e) {
        if (Refusals.isPools(e.failure())) {
          open.put(entry.id(), open.remove(entry.id()));
          return Optional.of(e.failure());
        }
        refused(entry, entry.removal().isUnlink(), e.failure());
      }
    }
    return Optional.empty();
  }

  boolean isStopping() {
    return stopping.getAsBoolean();
  }

  Claim claim() {
    return claim;
  }

  void done(List<OutboxEntry> entries, boolean unlinked, Result result) {
    if (entries.isEmpty()) {
      return;
    }
    tools.outbox().done(claim.id(), entries);
    entries.forEach(entry -> settled(entry, unlinked, result));
  }

  void obsolete(OutboxEntry entry) {
    tools.outbox().obsolete(claim.id(), entry);
    settled(entry, entry.removal().isUnlink(), Result.KEPT);
  }

  private void settled(OutboxEntry entry, boolean unlinked, Result result) {
    open.remove(entry.id());
    done++;
    tools.meters().outcome(unlinked, result);
  }

  /** A refusal that is the entry's own. */
  void refused(OutboxEntry entry, boolean unlink, Failure failure) {
    refusals.refused(claim, entry, unlink, failure);
    open.remove(entry.id());
  }

  /** Puts back an entry of whose user it cannot be told now whether there is one. */
  void undecided(OutboxEntry entry, RuntimeException why) {
    tools.log().undecided(entry, why);
    Failure failure =
        Failure.unavailable(
            "Keycloak could not tell whether the user is gone.",
            why.getClass().getSimpleName() + "; see the server's log",
            null);
    Instant due = tools.clock().instant().plus(UNDECIDED);
    tools.outbox().putBack(claim.id(), List.of(entry), failure, due);
    tools.meters().outcome(entry.removal().isUnlink(), Result.PAUSED);
    open.remove(entry.id());
  }

  /** Puts back what is not settled; the entry that was refused comes after the others. */
  void putBack(Failure failure, Duration pause) {
    Instant due = tools.clock().instant().plus(pause);
    List<OutboxEntry> left = new ArrayList<>(open.values());
    OutboxEntry last = left.remove(left.size() - 1);
    tools.outbox().putBack(claim.id(), left, failure, due);
    tools.outbox().putBack(claim.id(), List.of(last), failure, due.plus(BEHIND_OTHERS));
    open.values().forEach(e -> tools.meters().outcome(e.removal().isUnlink(), Result.PAUSED));
    open.clear();
  }

  /** Gives free what was not come to. */
  void release() {
    tools.outbox().release(claim.id(), List.copyOf(open.values()));
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** How many entries are done. */
  int doneEntries() {
    return done;
  }
}
