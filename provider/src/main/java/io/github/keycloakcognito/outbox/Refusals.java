package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.BackOff;
import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.outbox.OutboxMeters.Result;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Entries that Cognito refuses for a reason of their own: tried again, but not for ever. */
final class Refusals {

  /** With the pauses between them about half an hour. */
  static final int MOST_ATTEMPTS = 10;

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final OutboxWorker.Tools tools;
  private final BackOff backOff;

  Refusals(OutboxWorker.Tools tools, DoubleSupplier random) {
    this.tools = tools;
    this.backOff = new BackOff(FIRST, LONGEST, random);
  }

  /** Whether a refusal is the pool's, so that any other entry of it would be refused as well. */
  static boolean isPools(Failure failure) {
    return failure.mayPass()
        || failure.kind() == Failure.Kind.AWS_DENIED
        || failure.kind() == Failure.Kind.AWS_MISCONFIGURED;
  }

  void refused(Claim claim, OutboxEntry entry, boolean unlink, Failure failure) {
    int attempts = entry.attempts() + 1;
    if (attempts >= MOST_ATTEMPTS) {
      tools.outbox().dead(claim.id(), entry, failure);
      tools.meters().outcome(unlink, Result.DEAD);
      tools.log().dead(entry, failure);
    } else {
      Duration pause = backOff.after(attempts, failure);
      tools.outbox().retry(claim.id(), entry, failure, tools.clock().instant().plus(pause));
      tools.meters().outcome(unlink, Result.RETRIED);
    }
  }
}
