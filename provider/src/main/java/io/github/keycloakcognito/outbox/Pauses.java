package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.BackOff;
import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** The pools of which this node does nothing for now, since Cognito refuses or does not answer. */
final class Pauses {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST_PASSING = Duration.ofSeconds(30);

  /** Somebody has to change something first. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final BackOff passing;
  private final BackOff lasting;
  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  private record Pause(Failure.Kind kind, int failures, Instant until) {}

  Pauses(InstantSource clock, DoubleSupplier random) {
    this.clock = clock;
    this.passing = new BackOff(FIRST, LONGEST_PASSING, random);
    this.lasting = new BackOff(FIRST, LONGEST, random);
  }

  /** Identity pool ids. */
  Set<String> current() {
    Instant now = clock.instant();
    return pauses.entrySet().stream()
        .filter(entry -> entry.getValue().until().isAfter(now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a failure of that kind would be news. */
  boolean isNews(String identityPoolId, Failure failure) {
    Pause before = fresh(identityPoolId);
    return before == null || before.kind() != failure.kind();
  }

  /** Pauses a pool, longer each time. */
  Duration start(String identityPoolId, Failure failure) {
    Pause before = fresh(identityPoolId);
    int failures = before == null ? 1 : before.failures() + 1;
    Duration pause = (failure.mayPass() ? passing : lasting).after(failures, failure);
    pauses.put(identityPoolId, new Pause(failure.kind(), failures, clock.instant().plus(pause)));
    return pause;
  }

  /** What ended long ago, maybe by another node's work, has nothing to do with today's. */
  private Pause fresh(String identityPoolId) {
    Pause pause = pauses.get(identityPoolId);
    return pause == null || pause.until().plus(LONGEST).isBefore(clock.instant()) ? null : pause;
  }

  /**
   * A pool takes work.
   *
   * @return whether it had been paused
   */
  boolean end(String identityPoolId) {
    return pauses.remove(identityPoolId) != null;
  }

  /** Lets a pool be tried at once. */
  void cutShort(String identityPoolId) {
    pauses.computeIfPresent(
        identityPoolId, (id, pause) -> new Pause(pause.kind(), 1, clock.instant()));
  }
}
