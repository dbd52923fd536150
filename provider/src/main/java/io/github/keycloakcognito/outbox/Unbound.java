package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.BackOff;
import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.outbox.OutboxMeters.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Leaves alone what the operator has not bound, or not any more: a pool may be several realms', so
 * it is a matter of each entry.
 */
final class Unbound {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final OutboxWorker.Tools tools;
  private final BackOff backOff;
  private final Set<String> told = new HashSet<>();

  Unbound(OutboxWorker.Tools tools, DoubleSupplier random) {
    this.tools = tools;
    this.backOff = new BackOff(LONGEST, LONGEST, random);
  }

  /** The others; those that are not bound are put back. */
  List<OutboxEntry> sortOut(Claim claim, List<OutboxEntry> entries) {
    List<OutboxEntry> bound = new ArrayList<>();
    for (OutboxEntry entry : entries) {
      Removal removal = entry.removal();
      String realm = removal.realmName() == null ? "" : removal.realmName();
      Optional<Failure> refusal = tools.rules().boundTo(realm, removal.pool());
      if (refusal.isEmpty()) {
        bound.add(entry);
      } else {
        putBack(claim, entry, refusal.get());
      }
    }
    return bound;
  }

  private void putBack(Claim claim, OutboxEntry entry, Failure failure) {
    Removal removal = entry.removal();
    Duration pause = LONGEST.plus(backOff.after(1, failure));
    tools
        .outbox()
        .putBack(claim.id(), List.of(entry), failure, tools.clock().instant().plus(pause));
    tools.meters().outcome(removal.isUnlink(), Result.PAUSED);
    if (told.add(removal.realmName() + " " + removal.identityPoolId())) {
      tools.log().unbound(removal, failure);
    }
  }
}
