package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The developer user as whom a pool is checked. No Keycloak user can have its id: those are UUIDs,
 * or begin with {@code f:}.
 */
public record CheckUser(String realmId, String realmName) {

  public static final String ID = "keycloak-cognito-check";

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(1);

  /** A short-lived token, with a value for each tag the pool hands over. */
  ExchangeRequest request(IdentityPool pool) {
    Caller caller =
        new Caller(
            realmId,
            realmName,
            ID,
            ID,
            ID,
            Set.of(),
            false,
            false,
            ID,
            new SignIn(0, Map.of(), Instant.EPOCH));
    Map<String, String> tags = new HashMap<>();
    pool.principalTags().forEach(rule -> tags.put(rule.tag(), "check"));
    Duration life =
        TOKEN_LIFE.compareTo(pool.tokenDuration()) < 0 ? TOKEN_LIFE : pool.tokenDuration();
    return ExchangeRequest.of(caller, pool)
        .forTokenDuration(life)
        .with(new PrincipalTags(tags, List.of()));
  }
}
