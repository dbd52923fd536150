package io.github.keycloakcognito.metrics;

import io.github.keycloakcognito.outbox.Outbox;
import io.github.keycloakcognito.outbox.OutboxMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * {@link OutboxMeters} in a Micrometer registry. The state is the whole cluster's, so each node
 * shows the same; a scrape reads no database.
 */
public final class MicrometerOutboxMeters implements OutboxMeters {

  private final MeterRegistry registry;
  private final InstantSource clock;
  private volatile Outbox.Depth depth = new Outbox.Depth(0, 0, null);

  public MicrometerOutboxMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    entries("queued", Outbox.Depth::queued);
    entries("dead", Outbox.Depth::dead);
    Gauge.builder("keycloak.cognito.outbox.oldest.age", this, MicrometerOutboxMeters::age)
        .baseUnit("seconds")
        .register(registry);
  }

  private void entries(String state, ToLongFunction<Outbox.Depth> count) {
    Gauge.builder(
            "keycloak.cognito.outbox.entries", this, meters -> count.applyAsLong(meters.depth))
        .tag("state", state)
        .register(registry);
  }

  private double age() {
    Outbox.Depth now = depth;
    return now.oldest() == null
        ? 0
        : Math.max(0, Duration.between(now.oldest(), clock.instant()).toMillis() / 1000.0);
  }

  @Override
  public void outcome(boolean unlinked, Result result) {
    registry
        .counter(
            "keycloak.cognito.outbox.outcomes",
            "action",
            unlinked ? "unlink" : "delete-identity",
            "outcome",
            result.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void depth(Outbox.Depth read) {
    depth = read;
  }
}
