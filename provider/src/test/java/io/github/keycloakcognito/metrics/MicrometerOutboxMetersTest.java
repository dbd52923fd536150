package io.github.keycloakcognito.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.ManualClock;
import io.github.keycloakcognito.outbox.Outbox;
import io.github.keycloakcognito.outbox.OutboxMeters.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MicrometerOutboxMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ManualClock clock = new ManualClock();
  private final MicrometerOutboxMeters meters = new MicrometerOutboxMeters(registry, clock);

  @Test
  void showsWhatWasReadLast() {
    assertThat(age()).isZero();

    meters.depth(new Outbox.Depth(3, 2, clock.instant()));
    clock.advance(Duration.ofSeconds(90));

    assertThat(entries("queued")).isEqualTo(3);
    assertThat(entries("dead")).isEqualTo(2);
    assertThat(age()).as("grows between two looks").isEqualTo(90);
    meters.depth(new Outbox.Depth(0, 2, null));
    assertThat(age()).isZero();
  }

  @Test
  void isNeverYoungerThanNothing() {
    meters.depth(new Outbox.Depth(1, 0, clock.instant().plusSeconds(1)));

    assertThat(age()).as("written by a node whose clock is ahead").isZero();
  }

  @Test
  void countsOutcomes() {
    meters.outcome(false, Result.DONE);
    meters.outcome(true, Result.GONE);

    assertThat(outcomes("delete-identity", "done")).isEqualTo(1);
    assertThat(outcomes("unlink", "gone")).isEqualTo(1);
  }

  private double age() {
    return registry.get("keycloak.cognito.outbox.oldest.age").gauge().value();
  }

  private double entries(String state) {
    return registry.get("keycloak.cognito.outbox.entries").tag("state", state).gauge().value();
  }

  private double outcomes(String action, String outcome) {
    return registry
        .get("keycloak.cognito.outbox.outcomes")
        .tags("action", action, "outcome", outcome)
        .counter()
        .count();
  }
}
