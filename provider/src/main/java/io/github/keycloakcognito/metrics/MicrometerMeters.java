package io.github.keycloakcognito.metrics;

import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Limit;
import io.github.keycloakcognito.exchange.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@link Meters} in a Micrometer registry; Keycloak publishes its global one at {@code /metrics}.
 */
public final class MicrometerMeters implements Meters {

  private final MeterRegistry registry;
  private final Map<Source, Counter> lookups = new EnumMap<>(Source.class);

  public MicrometerMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Source source : Source.values()) {
      String result = source.name().toLowerCase(Locale.ROOT);
      lookups.put(source, registry.counter("keycloak.cognito.cache.lookups", "result", result));
    }
  }

  @Override
  public void exchange(String door, String result) {
    registry.counter("keycloak.cognito.exchanges", "door", door, "result", result).increment();
  }

  @Override
  public void lookup(Source source) {
    lookups.get(source).increment();
  }

  @Override
  public void awsCall(String operation, String outcome, Duration took) {
    registry
        .timer("keycloak.cognito.aws.calls", "operation", operation, "outcome", outcome)
        .record(took);
  }

  @Override
  public void watch(Limit limit) {
    String name = "keycloak.cognito." + limit.name();
    Tags tags = limit.region().map(region -> Tags.of("region", region)).orElse(Tags.empty());
    Gauge.builder(name, limit.now()::getAsDouble).tags(tags).register(registry);
    Gauge.builder(name + ".limit", limit::most).tags(tags).register(registry);
  }
}
