package io.github.keycloakcognito.benchmark.scenario;

import java.util.List;

/** All of them, in the order of the report. */
public final class Scenarios {

  /** Those that share a server come together. */
  public static final List<Scenario> ALL =
      List.of(
          new CachedAnswers(),
          new Profile(),
          new TokenExchange(),
          new FirstExchange(),
          new CallsByUsers(),
          new Morning(),
          new OneUser(),
          new HangingCognito(),
          new AgainstOwnBackend(),
          new CachedUsers(),
          new Listener(),
          new TwoNodes(),
          new Start(),
          new MillionUsers(),
          new Limits());

  private Scenarios() {}
}
