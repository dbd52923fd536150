package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes identities before anybody asks for them, in the gaps that exchanges leave. */
public final class WarmUps {

  /** Nobody uses the token, so it lives as short as Cognito allows. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final int TRIES = 3;

  private final ExchangeService exchange;
  private final EventMeters meters;
  private final Duration pause;

  /**
   * @param pause between two tries
   */
  public WarmUps(ExchangeService exchange, EventMeters meters, Duration pause) {
    this.exchange = exchange;
    this.meters = meters;
    this.pause = pause;
  }

  /**
   * Makes the caller's identity in a pool. Blocks through a few tries, so it wants a thread that
   * nobody waits for.
   *
   * @return the identity; empty while exchanges take up the whole pace
   * @throws ExchangeException if AWS does not give it
   */
  public Optional<String> make(Caller caller, IdentityPool pool) {
    ExchangeRequest request = ExchangeRequest.of(caller, pool).forTokenDuration(SHORTEST);
    ExchangeException refused = null;
    for (int tried = 0; tried < TRIES; tried++) {
      if (tried > 0 && !paused()) {
        break;
      }
      try {
        Optional<OpenIdToken> token = exchange.tokenInGap(request);
        if (token.isPresent()) {
          meters.warmUp("made");
          return token.map(OpenIdToken::identityId);
        }
        refused = null;
      } catch (ExchangeException e) {
        refused = e;
        if (!e.failure().mayPass()) {
          break;
        }
      }
    }
    if (refused != null) {
      meters.warmUp("failed");
      throw refused;
    }
    meters.warmUp("dropped");
    return Optional.empty();
  }

  /** The user has an identity already. */
  public void there() {
    meters.warmUp("there");
  }

  /** There is no room for one more user. */
  public void dropped() {
    meters.warmUp("dropped");
  }

  private boolean paused() {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
