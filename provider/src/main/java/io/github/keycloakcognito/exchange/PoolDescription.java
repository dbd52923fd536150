package io.github.keycloakcognito.exchange;

import java.util.Set;

/**
 * An identity pool as it is set up at AWS.
 *
 * @param developerProviderName null where the pool has none
 * @param loginProviders names of the public login providers that the pool takes: social ones, user
 *     pools, and the issuers of OpenID Connect providers without {@code https://}
 * @param classicFlow whether GetOpenIdToken, and so the basic flow of guests, is allowed
 * @param guests whether there are unauthenticated identities
 */
public record PoolDescription(
    String name,
    String developerProviderName,
    Set<String> loginProviders,
    boolean classicFlow,
    boolean guests) {

  public PoolDescription {
    loginProviders = Set.copyOf(loginProviders);
  }
}
