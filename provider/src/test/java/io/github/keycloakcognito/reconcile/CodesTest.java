package io.github.keycloakcognito.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The codes stand in databases and answers. */
class CodesTest {

  @Test
  void areKept() {
    for (JobKind kind : JobKind.values()) {
      assertThat(JobKind.of(kind.code())).isEqualTo(kind);
    }
    for (JobState state : JobState.values()) {
      assertThat(JobState.of(state.code())).isEqualTo(state);
    }
    for (Phase phase : Phase.values()) {
      assertThat(Phase.of(phase.code())).isEqualTo(phase);
    }
    for (Mismatch.Kind kind : Mismatch.Kind.values()) {
      assertThat(Mismatch.Kind.of(kind.code())).isEqualTo(kind);
    }
    assertThat(JobKind.SWEEP.code()).isEqualTo("sweep");
    assertThat(JobState.CANCELLED.code()).isEqualTo("cancelled");
    assertThat(Phase.IDENTITIES.code()).isEqualTo("identities");
    assertThat(Mismatch.Kind.VANISHED.code()).isEqualTo("vanished");
  }
}
