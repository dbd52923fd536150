package io.github.keycloakcognito.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The names stand in people's dashboards: what fails here breaks them. */
class MicrometerEventMetersTest {

  @AutoClose private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerEventMeters meters = new MicrometerEventMeters(registry);

  @Test
  void countsEventsByKind() {
    meters.handled("session-end");
    meters.handled("session-end");
    meters.dropped("login-unlinked");

    assertThat(count("keycloak.cognito.events.handled", "kind", "session-end")).isEqualTo(2);
    assertThat(count("keycloak.cognito.events.dropped", "kind", "login-unlinked")).isEqualTo(1);
  }

  @Test
  void countsWarmUpsByResult() {
    meters.warmUp("made");

    assertThat(count("keycloak.cognito.warmups", "result", "made")).isEqualTo(1);
    assertThat(registry.getMeters()).hasSize(1);
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }
}
