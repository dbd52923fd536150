package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import java.time.Instant;

/**
 * Work on a realm's pool, which may both be gone.
 *
 * @param id Keycloak's kind of id
 * @param pool as much of it as AWS has to be told, and its alias
 * @param dryRun whether it only reports
 * @param mendUnknown whether it mends what never was this server's, too
 * @param attempts how often it was refused since it last came on
 */
public record Job(
    String id,
    JobKind kind,
    String realmId,
    String realmName,
    IdentityPool pool,
    UserRemoval userRemoval,
    boolean dryRun,
    boolean mendUnknown,
    Progress progress,
    int attempts,
    Instant created) {

  Job at(Progress next) {
    return new Job(
        id, kind, realmId, realmName, pool, userRemoval, dryRun, mendUnknown, next, 0, created);
  }

  /** Whether {@code mismatch} is to be put right. */
  boolean mends(Mismatch mismatch) {
    if (dryRun) {
      return false;
    }
    return switch (mismatch.kind()) {
      case VANISHED -> true;
      case ORPHAN -> userRemoval != UserRemoval.KEEP;
      case UNKNOWN ->
          mendUnknown && userRemoval != UserRemoval.KEEP && mismatch.mayBeUserOfKeycloak();
    };
  }
}
