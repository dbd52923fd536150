package io.github.keycloakcognito.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void medianIsTheMiddleOne() {
    assertThat(new Samples(List.of(9.0, 1.0, 3.0)).median()).isEqualTo(3);
    assertThat(new Samples(List.of(5.0)).median()).isEqualTo(5);
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(new Samples(List.of(8.0, 1.0, 4.0, 2.0)).median()).isEqualTo(3);
  }

  @Test
  void knowsTheSpread() {
    Samples samples = new Samples(List.of(2.0, 1.0, 3.0));

    assertThat(samples.least()).isEqualTo(1);
    assertThat(samples.greatest()).isEqualTo(3);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
  }
}
