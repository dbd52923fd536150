package io.github.keycloakcognito.metrics;

import io.github.keycloakcognito.reconcile.ReconcileMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link ReconcileMeters} in a Micrometer registry. */
public final class MicrometerReconcileMeters implements ReconcileMeters {

  private final MeterRegistry registry;
  private final AtomicInteger running;

  public MicrometerReconcileMeters(MeterRegistry registry) {
    this.registry = registry;
    this.running = registry.gauge("keycloak.cognito.reconcile.running", new AtomicInteger());
  }

  @Override
  public void running(int jobs) {
    running.set(jobs);
  }

  @Override
  public void identities(String result, long number) {
    registry
        .counter("keycloak.cognito.reconcile.identities", "result", result)
        .increment((double) number);
  }
}
