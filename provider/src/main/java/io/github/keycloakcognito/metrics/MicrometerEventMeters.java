package io.github.keycloakcognito.metrics;

import io.github.keycloakcognito.exchange.EventMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** {@link EventMeters} in a Micrometer registry. */
public final class MicrometerEventMeters implements EventMeters {

  private final MeterRegistry registry;

  public MicrometerEventMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void handled(String kind) {
    registry.counter("keycloak.cognito.events.handled", "kind", kind).increment();
  }

  @Override
  public void dropped(String kind) {
    registry.counter("keycloak.cognito.events.dropped", "kind", kind).increment();
  }

  @Override
  public void warmUp(String result) {
    registry.counter("keycloak.cognito.warmups", "result", result).increment();
  }
}
