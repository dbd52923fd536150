package io.github.keycloakcognito.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RoundsTest {

  private final Rounds rounds =
      new Rounds("scenario", "something")
          .goal("ratio", Goal.atLeast(1.5))
          .goal("seconds", Goal.atMost(20));

  @Test
  void goalsAreHeldAgainstMedians() {
    add(1.4, 19);
    add(1.6, 21);
    add(1.7, 20);

    Row row = rounds.row();

    assertThat(row.met()).isTrue();
    assertThat(row.rounds()).isEqualTo(3);
    assertThat(row.beyond(1)).isEmpty();
  }

  @Test
  void oneGoalThatIsMissedIsEnough() {
    add(1.6, 20.1);

    assertThat(rounds.row().met()).isFalse();
    assertThat(rounds.row().beyond(1)).containsExactly("seconds");
  }

  @Test
  void marginEasesGoalsOfBothKinds() {
    add(1.01, 29);
    assertThat(rounds.row().beyond(1.5)).isEmpty();
    assertThat(rounds.row().met()).isFalse();

    add(0.97, 31);
    add(0.98, 32);
    assertThat(rounds.row().beyond(1.5)).containsExactlyInAnyOrder("ratio", "seconds");
  }

  @Test
  void goalForWhatWasNotMeasuredIsAnError() {
    rounds.add("ratio", 2);

    assertThatIllegalStateException().isThrownBy(rounds::row).withMessageContaining("seconds");
  }

  private void add(double ratio, double seconds) {
    rounds.add("ratio", ratio);
    rounds.add("seconds", seconds);
  }
}
