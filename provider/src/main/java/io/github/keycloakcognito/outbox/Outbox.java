package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The removals that wait to be done, as their worker sees them; all nodes share them. Each method
 * is a transaction of its own. What is done to entries under a claim that no longer holds has no
 * effect, and neither has it for entries that an admin has dropped.
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
   * a realm was imported anew.
   */
  Set<String> livingUsers(Collection<String> users);

  /**
   * Which of {@code users} this server has given an identity in the pool, or is to remove from it.
   */
  Set<String> ownUsers(String identityPoolId, Collection<String> users);

  /** Takes claimed entries out: they are done. Forgets their identities. */
  void done(String claim, List<OutboxEntry> entries);

  /** Takes a claimed entry out undone: its user is there again, and keeps the identity. */
  void obsolete(String claim, OutboxEntry entry);

  /** Puts claimed entries back, which does not count as an attempt of theirs. */
  void putBack(String claim, List<OutboxEntry> entries, Failure failure, Instant due);

  /** Gives claimed entries free, as they were. */
  void release(String claim, List<OutboxEntry> entries);

  /** Puts a claimed entry back that was refused for a reason of its own: one attempt more. */
  void retry(String claim, OutboxEntry entry, Failure failure, Instant due);

  /** Puts a claimed entry aside, for an admin to decide. */
  void dead(String claim, OutboxEntry entry, Failure failure);

  /** How many entries wait. */
  Depth depth();

  /**
   * The state of the outbox.
   *
   * @param oldest when the oldest queued entry was made; null without any
   */
  record Depth(long queued, long dead, Instant oldest) {}
}
