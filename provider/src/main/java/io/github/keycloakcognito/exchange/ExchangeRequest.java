package io.github.keycloakcognito.exchange;

import java.time.Duration;

/**
 * What an authorised caller asks for.
 *
 * @param tokenDuration life of the OpenID token, at most the pool's
 * @param identityId a guest's identity to upgrade; null for the caller's own
 */
public record ExchangeRequest(
    Caller caller, IdentityPool pool, Duration tokenDuration, String identityId) {

  /** The caller's own identity, for as long as the pool allows. */
  public static ExchangeRequest of(Caller caller, IdentityPool pool) {
    return new ExchangeRequest(caller, pool, pool.tokenDuration(), null);
  }
}
