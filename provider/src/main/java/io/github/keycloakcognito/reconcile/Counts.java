package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.reconcile.Mismatch.Kind;
import java.util.List;

/**
 * What a job has come across.
 *
 * @param listed identities that Cognito listed; of a sweep, users looked at
 * @param guests of these, those without any login
 * @param orphans identities whose user is gone
 * @param unknown identities of developer users who never were users of this server
 * @param vanished identities that are noted but are not there
 * @param mended mismatches that were put right, or into the outbox
 */
public record Counts(
    long listed, long guests, long orphans, long unknown, long vanished, long mended) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  /** How many mismatches there are. */
  public long found() {
    return orphans + unknown + vanished;
  }

  Counts seen(long more, long moreGuests) {
    return new Counts(listed + more, guests + moreGuests, orphans, unknown, vanished, mended);
  }

  Counts with(List<Mismatch> more, List<Mismatch> moreMended) {
    return new Counts(
        listed,
        guests,
        orphans + count(more, Kind.ORPHAN),
        unknown + count(more, Kind.UNKNOWN),
        vanished + count(more, Kind.VANISHED),
        mended + moreMended.size());
  }

  private static long count(List<Mismatch> found, Kind kind) {
    return found.stream().filter(mismatch -> mismatch.kind() == kind).count();
  }
}
