package io.github.keycloakcognito.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Failure PLAIN = Failure.unavailable("No.", "cause", null);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1000",
    "1, 1, 1000",
    "2, 1, 2000",
    "6, 1, 32000",
    "7, 1, 60000",
    "99, 1, 60000",
    "1, 0, 500",
    "99, 0.5, 45000"
  })
  void growsAndIsSpread(int attempts, double random, long millis) {
    assertThat(new Backoff(() -> random).after(attempts, PLAIN)).hasMillis(millis);
  }

  @Test
  void isNotShorterThanAwsAsks() {
    Failure asking = Failure.unavailable("No.", "cause", Duration.ofSeconds(30));

    assertThat(new Backoff(() -> 1).after(1, asking)).hasSeconds(30);
    assertThat(new Backoff(() -> 1).after(9, asking)).hasSeconds(60);
  }
}
