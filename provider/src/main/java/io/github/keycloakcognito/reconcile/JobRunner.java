package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
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

  private final Jobs jobs;
  private final BiFunction<String, IdentityPool, Optional<Failure>> binding;
  private final InstantSource clock;
  private final BooleanSupplier stopping;
  private final ReconcileMeters meters;
  private final IdentityWalk identities;
  private final RegistryWalk registry;
  private final Sweep sweep;
  private final Backoff backoff;
  private final ProgressLog log;

  /**
   * @param directory keeps to AWS's pace
   * @param timeout of a call to AWS
   * @param binding why a realm, by name, may not use a pool; empty if it may
   * @param random from 0 to 1
   * @param stopping whether the node is
   */
  public JobRunner(
      Jobs jobs,
      IdentityDirectory directory,
      Duration timeout,
      BiFunction<String, IdentityPool, Optional<Failure>> binding,
      InstantSource clock,
      ReconcileMeters meters,
      DoubleSupplier random,
      BooleanSupplier stopping) {
    this.jobs = jobs;
    this.binding = binding;
    this.clock = clock;
    this.stopping = stopping;
    this.meters = meters;
    this.identities = new IdentityWalk(jobs, directory, timeout);
    this.registry = new RegistryWalk(jobs, directory, timeout);
    this.sweep = new Sweep(jobs);
    this.backoff = new Backoff(random);
    this.log = new ProgressLog(clock);
  }

  /** Works until no job is due. */
  public void run() {
    meters.running(jobs.running());
    while (!stopping.getAsBoolean()) {
      String claim = UUID.randomUUID().toString();
      Optional<Job> job = jobs.claim(claim, Lease.HOLDS);
      if (job.isEmpty()) {
        return;
      }
      take(job.get(), new Lease(claim, jobs, clock));
    }
  }

  private void take(Job job, Lease lease) {
    // A sweep asks nothing of AWS, and the realm that was bound may be gone.
    Optional<Failure> unbound =
        job.kind() == JobKind.SWEEP ? Optional.empty() : binding.apply(job.realmName(), job.pool());
    if (unbound.isPresent()) {
      jobs.fail(lease.claim(), job, unbound.get());
      log.leaves(job, "fails: " + unbound.get().cause());
      return;
    }
    log.takesUp(job);
    Instant end = clock.instant().plus(TURN);
    Job at = job;
    try {
      do {
        at = advance(at, lease);
      } while (!at.progress().isEnd() && !stopping.getAsBoolean() && clock.instant().isBefore(end));
      if (!at.progress().isEnd()) {
        jobs.release(lease.claim(), at);
      }
    } catch (Lease.LostException e) {
      log.leaves(at, "leaves off: " + e.getMessage());
    } catch (ExchangeException e) {
      refused(at, lease, e.failure());
    } catch (RuntimeException e) {
      // Of the database, or of a user storage, which may be back in a moment.
      log.broken(at, e);
      refused(
          at,
          lease,
          Failure.unavailable(
              "The job broke off.", e.getClass().getSimpleName() + "; see the server's log", null));
    }
  }

  /** One page on. */
  private Job advance(Job job, Lease lease) {
    Step step = next(job, lease);
    if (!jobs.save(lease.claim(), job, step)) {
      throw new Lease.LostException();
    }
    Job after = job.at(step.progress());
    count(job.progress().counts(), after.progress().counts());
    log.cameOn(after);
    return after;
  }

  private Step next(Job job, Lease lease) {
    if (job.kind() == JobKind.SWEEP) {
      return sweep.next(job);
    }
    return job.progress().phase() == Phase.IDENTITIES
        ? identities.next(job, lease)
        : registry.next(job, lease);
  }

  private void refused(Job job, Lease lease, Failure failure) {
    if (isPlaceUnknown(job, failure)) {
      log.startsAgain(job);
      jobs.restart(lease.claim(), job, Progress.start(job.kind()));
    }
    int attempts = job.attempts() + 1;
    Duration wait = backoff.after(attempts, failure);
    jobs.retry(lease.claim(), job, failure, attempts, clock.instant().plus(wait));
    log.refused(job, failure, wait);
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
    meters.identities("ok", Math.max(0, listed - orphans - unknown));
    meters.identities(Mismatch.Kind.ORPHAN.code(), orphans);
    meters.identities(Mismatch.Kind.UNKNOWN.code(), unknown);
    meters.identities(Mismatch.Kind.VANISHED.code(), after.vanished() - before.vanished());
    meters.identities("mended", after.mended() - before.mended());
  }
}
