package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Does at Cognito what waits in the outbox, batch by batch. Every node has one; what two of them do
 * twice does no harm.
 */
public final class OutboxWorker {

  /** DeleteIdentities takes no more. */
  static final int BATCH = 60;

  private static final Duration CLAIM_HOLDS = Duration.ofSeconds(15);
  private static final Duration CLAIM_SPARE = Duration.ofSeconds(8);

  private final Tools tools;
  private final BooleanSupplier stopping;
  private final Pauses pauses;
  private final Unbound unbound;
  private final Refusals refusals;
  private final Progress progress;

  /**
   * What a batch is worked off with.
   *
   * @param directory paced
   * @param timeout of a call to AWS
   */
  public record Tools(
      Outbox outbox,
      IdentityDirectory directory,
      AccessRules rules,
      OutboxMeters meters,
      OutboxLog log,
      InstantSource clock,
      Duration timeout) {}

  /**
   * @param random from 0 to 1, for pauses
   * @param stopping whether the server is
   */
  public OutboxWorker(Tools tools, DoubleSupplier random, BooleanSupplier stopping) {
    this.tools = tools;
    this.stopping = stopping;
    this.pauses = new Pauses(tools.clock(), random);
    this.unbound = new Unbound(tools, random);
    this.refusals = new Refusals(tools, random);
    this.progress = new Progress(tools.clock(), tools.log());
  }

  /** Works until nothing is due. */
  public void drain() {
    progress.begin();
    while (!stopping.getAsBoolean() && round()) {
      progress.tell();
    }
  }

  /** Lets a pool that was paused on this node be tried at once. */
  public void wake(String identityPoolId) {
    pauses.cutShort(identityPoolId);
  }

  /** Reads the state of the outbox into the meters. */
  public void measure() {
    tools.meters().depth(tools.outbox().depth());
  }

  /**
   * @return whether there was a batch
   */
  private boolean round() {
    Claim claim = new Claim(CLAIM_HOLDS, CLAIM_SPARE, tools.outbox()::prolong, tools.clock());
    List<OutboxEntry> entries =
        tools.outbox().claim(claim.id(), BATCH, claim.holds(), pauses.current());
    if (entries.isEmpty()) {
      return false;
    }
    Batch batch = new Batch(tools, claim, refusals, stopping, unbound.sortOut(claim, entries));
    try {
      work(batch, entries.get(0).removal());
    } catch (Claim.LostException e) {
      // Whoever has them now does the rest.
      return true;
    }
    progress.add(batch.doneEntries());
    return true;
  }

  private void work(Batch batch, Removal sample) {
    if (batch.isEmpty()) {
      return;
    }
    String pool = sample.identityPoolId();
    Optional<Failure> refusal = batch.run();
    if (refusal.isPresent()) {
      boolean news = pauses.isNews(pool, refusal.get());
      Duration pause = pauses.start(pool, refusal.get());
      if (news) {
        tools.log().paused(sample, refusal.get(), pause);
      }
      batch.putBack(refusal.get(), pause);
    } else if (batch.isStopping()) {
      batch.release();
    } else if (pauses.end(pool)) {
      tools.log().resumed(pool);
    }
  }
}
