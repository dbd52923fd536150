package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.BackOff;
import io.github.keycloakcognito.exchange.Claim;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Works on the jobs that are due, some pages of one, then of the next. A node that dies leaves its
 * job to others, who go on where it was stored last.
 */
public final class JobRunner {

  /** So that jobs take turns. */
  private static final Duration TURN = Duration.ofSeconds(5);

  private static final Duration CLAIM_HOLDS = Duration.ofSeconds(30);

  /** More than a call takes, so that an admin who cancels a job does not wait long. */
  private static final Duration CLAIM_SPARE = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Tools tools;
  private final BooleanSupplier stopping;
  private final IdentityWalk identities;
  private final RegistryWalk registry;
  private final Sweep sweep;
  private final BackOff backOff;
  private final ProgressLog progress;

  /**
   * What jobs are worked on with.
   *
   * @param directory paced
   * @param binding why a realm, by name, may not use a pool; empty if it may
   * @param timeout of a call to AWS
   */
  public record Tools(
      Jobs jobs,
      IdentityDirectory directory,
      BiFunction<String, IdentityPool, Optional<Failure>> binding,
      ReconcileMeters meters,
      JobLog log,
      InstantSource clock,
      Duration timeout) {}

  /**
   * @param random from 0 to 1, for pauses
   * @param stopping whether the server is
   */
  public JobRunner(Tools tools, DoubleSupplier random, BooleanSupplier stopping) {
    this.tools = tools;
    this.stopping = stopping;
    this.identities = new IdentityWalk(tools.jobs(), tools.directory(), tools.timeout());
    this.registry = new RegistryWalk(tools.jobs(), tools.directory(), tools.timeout());
    this.sweep = new Sweep(tools.jobs());
    this.backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, random);
    this.progress = new ProgressLog(tools.log(), tools.clock());
  }

  /** Works until no job is due. */
  public void run() {
    tools.meters().running(tools.jobs().running());
    while (!stopping.getAsBoolean()) {
      Claim claim = new Claim(CLAIM_HOLDS, CLAIM_SPARE, tools.jobs()::prolong, tools.clock());
      Optional<Job> job = tools.jobs().claim(claim.id(), claim.holds());
      if (job.isEmpty()) {
        return;
      }
      take(job.get(), claim);
    }
  }

  private void take(Job job, Claim claim) {
    // A sweep asks nothing of AWS, and the realm that was bound may be gone.
    Optional<Failure> unbound =
        job.kind() == JobKind.SWEEP
            ? Optional.empty()
            : tools.binding().apply(job.realmName(), job.pool());
    if (unbound.isPresent()) {
      tools.jobs().fail(claim.id(), job, unbound.get());
      progress.failed(job, unbound.get());
      return;
    }
    progress.takesUp(job);
    Instant end = tools.clock().instant().plus(TURN);
    Job at = job;
    try {
      do {
        at = advance(at, claim);
      } while (!at.progress().isEnd()
          && !stopping.getAsBoolean()
          && tools.clock().instant().isBefore(end));
      if (!at.progress().isEnd()) {
        tools.jobs().release(claim.id(), at);
      }
    } catch (Claim.LostException e) {
      progress.lost(at);
    } catch (ExchangeException e) {
      refused(at, claim, e.failure());
    } catch (RuntimeException e) {
      // Of the database, or of a user storage, which may be back in a moment.
      tools.log().broken(at, e);
      refused(
          at,
          claim,
          Failure.unavailable(
              "The job broke off.", e.getClass().getSimpleName() + "; see the server's log", null));
    }
  }

  /** One page on. */
  private Job advance(Job job, Claim claim) {
    Step step = next(job, claim);
    if (!tools.jobs().save(claim.id(), job, step)) {
      throw new Claim.LostException();
    }
    Job after = job.at(step.progress());
    count(job.progress().counts(), after.progress().counts());
    progress.cameOn(after);
    return after;
  }

  private Step next(Job job, Claim claim) {
    if (job.kind() == JobKind.SWEEP) {
      return sweep.next(job);
    }
    return job.progress().phase() == Phase.IDENTITIES
        ? identities.next(job, claim)
        : registry.next(job, claim);
  }

  private void refused(Job job, Claim claim, Failure failure) {
    if (isPlaceUnknown(job, failure)) {
      tools.log().restarted(job);
      tools.jobs().restart(claim.id(), job, Progress.start(job.kind()));
    }
    int attempts = job.attempts() + 1;
    Duration wait = backOff.after(attempts, failure);
    tools.jobs().retry(claim.id(), job, failure, attempts, tools.clock().instant().plus(wait));
    tools.log().refused(job, failure, wait);
  }

  /** AWS says nowhere for how long it takes a token of its own back. */
  private static boolean isPlaceUnknown(Job job, Failure failure) {
    return job.progress().phase() == Phase.IDENTITIES
        && job.progress().cursor() != null
        && failure.kind() == Kind.AWS_MISCONFIGURED
        && failure.cause() != null
        && failure.cause().startsWith("InvalidParameterException");
  }

  private void count(Counts before, Counts after) {
    long orphans = after.orphans() - before.orphans();
    long unknown = after.unknown() - before.unknown();
    long listed = after.listed() - before.listed() - (after.guests() - before.guests());
    tools.meters().identities("ok", Math.max(0, listed - orphans - unknown));
    tools.meters().identities(Mismatch.Kind.ORPHAN.code(), orphans);
    tools.meters().identities(Mismatch.Kind.UNKNOWN.code(), unknown);
    tools.meters().identities(Mismatch.Kind.VANISHED.code(), after.vanished() - before.vanished());
    tools.meters().identities("mended", after.mended() - before.mended());
  }
}
