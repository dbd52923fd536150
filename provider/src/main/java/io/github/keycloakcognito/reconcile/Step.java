package io.github.keycloakcognito.reconcile;

import java.util.List;

/**
 * What a page came to; it is stored as a whole or not at all.
 *
 * @param progress after it
 * @param found to be reported
 * @param mend those that are to be put right
 * @param adopt what the registry is to learn
 * @param seen identities that Cognito listed, and the registry knows as the realm's
 */
public record Step(
    Progress progress,
    List<Mismatch> found,
    List<Mismatch> mend,
    List<Registered> adopt,
    List<String> seen) {

  public Step {
    found = List.copyOf(found);
    mend = List.copyOf(mend);
    adopt = List.copyOf(adopt);
    seen = List.copyOf(seen);
  }
}
