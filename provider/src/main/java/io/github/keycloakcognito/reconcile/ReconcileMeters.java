package io.github.keycloakcognito.reconcile;

/** What is counted. All arguments come from small fixed sets, so that metrics stay bounded. */
public interface ReconcileMeters {

  /** How many jobs run, on all nodes. */
  void running(int jobs);

  /**
   * Identities that a job has looked at, or mended.
   *
   * @param result {@code ok}, {@code mended} or a {@link Mismatch.Kind#code()}
   */
  void identities(String result, long number);
}
