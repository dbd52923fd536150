package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

  private static final Failure PLAIN = Failure.unavailable("No.", "cause", null);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1000",
    "2, 1, 2000",
    "6, 1, 32000",
    "7, 1, 60000",
    "99, 1, 60000",
    "1, 0, 0",
    "99, 0.5, 30000"
  })
  void growsAndIsSpread(int failures, double random, long millis) {
    assertThat(backOff(random).after(failures, PLAIN)).hasMillis(millis);
  }

  @Test
  void isNotShorterThanAwsAsks() {
    Failure asking = Failure.unavailable("No.", "cause", Duration.ofSeconds(30));

    assertThat(backOff(1).after(1, asking)).hasSeconds(30);
    assertThat(backOff(1).after(9, asking)).hasSeconds(60);
  }

  private static BackOff backOff(double random) {
    return new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> random);
  }
}
