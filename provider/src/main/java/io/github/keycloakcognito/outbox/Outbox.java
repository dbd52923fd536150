package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The removals that wait to be done, as their worker sees them; all nodes share them. Each method
 * is a transaction of its own.
 */
public interface Outbox {

  /**
   * Claims due entries of one pool, oldest first. While the claim holds no other node gets them.
   *
   * @param without identity pool ids that are paused on this node
   * @return empty if there is nothing to do
   */
  List<OutboxEntry> claim(String claim, int most, Duration holds, Set<String> without);

  /**
   * Prolongs a claim.
   *
   * @return whether it still held: otherwise another node may be at work on the entries
   */
  boolean prolong(String claim, Duration holds);

  /**
   * Which of {@code users} are users of any realm of this server. A removed user may be one again:
   * a realm was imported anew, or the removal is not committed.
   */
  Set<String> livingUsers(List<String> users);

  /** Takes a claimed entry out: it is done, or nothing is left to do. */
  void done(String claim, OutboxEntry entry);

  /** Puts a claimed entry back. */
  void retry(String claim, OutboxEntry entry, Failure failure, int attempts, Instant due);

  /** Puts a claimed entry aside, for an admin to decide. */
  void dead(String claim, OutboxEntry entry, Failure failure, int attempts);

  /** How many entries wait. */
  Depth depth();

  /**
   * The state of the outbox.
   *
   * @param oldest when the oldest queued entry was made; null without any
   */
  record Depth(long queued, long dead, Instant oldest) {}
}
