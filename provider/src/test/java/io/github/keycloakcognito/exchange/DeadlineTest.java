package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void leavesNoMoreThanWasGiven() {
    assertThat(Deadline.in(Duration.ofDays(1)).remaining())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofDays(1));
  }

  @Test
  void leavesNothingWhenItIsPast() {
    assertThat(new Deadline(System.nanoTime() - 1_000_000).remaining()).isZero();
  }
}
