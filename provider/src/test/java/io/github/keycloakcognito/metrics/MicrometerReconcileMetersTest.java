package io.github.keycloakcognito.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MicrometerReconcileMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerReconcileMeters meters = new MicrometerReconcileMeters(registry);

  @Test
  void countsIdentitiesAndShowsJobs() {
    meters.running(3);
    meters.running(2);
    meters.identities("ok", 60);
    meters.identities("ok", 5);
    meters.identities("orphan", 1);

    assertThat(registry.get("keycloak.cognito.reconcile.running").gauge().value()).isEqualTo(2);
    assertThat(identities("ok")).isEqualTo(65);
    assertThat(identities("orphan")).isEqualTo(1);
  }

  private double identities(String result) {
    return registry
        .get("keycloak.cognito.reconcile.identities")
        .tag("result", result)
        .counter()
        .count();
  }
}
