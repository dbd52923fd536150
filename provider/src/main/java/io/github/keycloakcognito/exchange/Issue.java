package io.github.keycloakcognito.exchange;

import java.time.Instant;

/** Something AWS gave out that may be handed to the same caller again for a while. */
public sealed interface Issue permits OpenIdToken, AwsCredentials, PoolRole {

  /** The moment from which it is no longer handed out from the cache. */
  Instant servableUntil();
}
