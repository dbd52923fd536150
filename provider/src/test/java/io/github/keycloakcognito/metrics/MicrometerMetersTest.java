package io.github.keycloakcognito.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Limit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names stand in people's dashboards: what fails here breaks them. */
class MicrometerMetersTest {

  @AutoClose private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerMeters meters = new MicrometerMeters(registry);

  @Test
  void countsExchangesByDoorAndResult() {
    meters.exchange("token", "issued");
    meters.exchange("token", "issued");
    meters.exchange("credentials", "access_denied");

    assertThat(count("keycloak.cognito.exchanges", "door", "token", "result", "issued"))
        .isEqualTo(2);
    assertThat(
            count("keycloak.cognito.exchanges", "door", "credentials", "result", "access_denied"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"HIT, hit", "SHARED, shared", "FRESH, fresh"})
  void countsLooksIntoCache(Source source, String result) {
    meters.lookup(source);

    assertThat(count("keycloak.cognito.cache.lookups", "result", result)).isEqualTo(1);
    assertThat(registry.get("keycloak.cognito.cache.lookups").counters())
        .extracting(Counter::count)
        .containsExactlyInAnyOrder(1.0, 0.0, 0.0);
  }

  @Test
  void timesCallsByOperationAndOutcome() {
    meters.awsCall("GetCredentialsForIdentity", "timeout", Duration.ofMillis(30));

    Timer timer =
        registry
            .get("keycloak.cognito.aws.calls")
            .tags("operation", "GetCredentialsForIdentity", "outcome", "timeout")
            .timer();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30);
  }

  @Test
  void showsLimits() {
    meters.watch(Limit.of("waiting.requests", () -> 7, 32));
    meters.watch(new Limit("pace", Optional.of("eu-west-1"), () -> 12.5, 50));

    assertThat(registry.get("keycloak.cognito.waiting.requests").gauge().value()).isEqualTo(7);
    assertThat(registry.get("keycloak.cognito.waiting.requests.limit").gauge().value())
        .isEqualTo(32);
    assertThat(registry.get("keycloak.cognito.pace").tag("region", "eu-west-1").gauge().value())
        .isEqualTo(12.5);
    assertThat(
            registry.get("keycloak.cognito.pace.limit").tag("region", "eu-west-1").gauge().value())
        .isEqualTo(50);
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }
}
