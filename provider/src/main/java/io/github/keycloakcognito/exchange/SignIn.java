package io.github.keycloakcognito.exchange;

import java.time.Instant;
import java.util.Map;

/**
 * How and when a caller signed in.
 *
 * @param level Keycloak's level of authentication; 0 where nothing is known of it
 * @param levels the levels that the client's or the realm's acr values stand for
 * @param time of the last active authentication
 */
public record SignIn(int level, Map<String, Integer> levels, Instant time) {

  public SignIn {
    levels = Map.copyOf(levels);
  }
}
