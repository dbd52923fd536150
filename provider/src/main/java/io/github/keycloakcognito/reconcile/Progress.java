package io.github.keycloakcognito.reconcile;

/**
 * How far a job has come: all that another node needs to go on.
 *
 * @param cursor Cognito's token, or the last user looked at; null at the start of a phase
 */
public record Progress(Phase phase, String cursor, Counts counts) {

  /** The start of a job of that kind. */
  public static Progress start(JobKind kind) {
    return new Progress(
        kind == JobKind.SWEEP ? Phase.REGISTRY : Phase.IDENTITIES, null, Counts.NONE);
  }

  boolean isEnd() {
    return phase == Phase.END;
  }
}
