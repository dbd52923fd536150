package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs that run, the registry of identities and the users, as the runner sees them; all nodes
 * share them. Each method is a transaction of its own.
 */
public interface Jobs {

  /** How many run, on whatever node. */
  int running();

  /** Claims the job that has been due for longest. While the claim holds no other node gets it. */
  Optional<Job> claim(String claim, Duration holds);

  /**
   * Prolongs a claim.
   *
   * @return whether it still held: otherwise the job is cancelled, or another node's
   */
  boolean prolong(String claim, Duration holds);

  /** What is noted of identities of the job's pool, by whatever realm that still exists. */
  List<Registered> byIdentity(Job job, List<String> identityIds);

  /**
   * What is noted of the job's realm and pool, by user id, from the job's cursor on. For a
   * reconcile job only what was noted before it began and was not among the identities seen.
   */
  List<Registered> afterCursor(Job job, int most);

  /** The realms of those of {@code users} who are users of this server, by user id. */
  Map<String, String> realmsOf(Set<String> users);

  /** Those of {@code users} whose removal from the job's pool is in the outbox. */
  Set<String> inOutbox(Job job, Set<String> users);

  /**
   * Stores what a page came to: progress, reports, repairs. The job has ended if its progress has.
   *
   * @return whether the claim still held: otherwise nothing is stored
   */
  boolean save(String claim, Job job, Step step);

  /** Forgets what a job has reported, and lets it start again at {@code progress}. */
  void restart(String claim, Job job, Progress progress);

  /** Gives a job back, to go on at once. */
  void release(String claim, Job job);

  /** Gives a job back, to be tried again. */
  void retry(String claim, Job job, Failure failure, int attempts, Instant due);

  /** Ends a job that may not go on. */
  void fail(String claim, Job job, Failure failure);
}
