package io.github.keycloakcognito.devstack.cognito.token;

import io.github.keycloakcognito.devstack.cognito.identity.Login;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A login that holds.
 *
 * @param login who it is at which provider
 * @param amr what a token of the identity says about it
 * @param settingNames under which a pool may have settings for it, the most specific first
 * @param claims of the provider's token; empty for a developer's user
 */
public record VerifiedLogin(
    Login login, List<String> amr, List<String> settingNames, Map<String, Object> claims) {

  /** A user the developer vouches for. */
  public static VerifiedLogin developer(Login login, String poolId) {
    String provider = login.provider();
    return new VerifiedLogin(
        login,
        List.of(provider, provider + ":" + poolId + ":" + login.subject()),
        List.of(provider),
        Map.of());
  }

  /** What a pool has set for this login's provider. */
  public <T> Optional<Map.Entry<String, T>> setting(Map<String, T> byProvider) {
    return settingNames.stream()
        .filter(byProvider::containsKey)
        .findFirst()
        .map(name -> Map.entry(name, byProvider.get(name)));
  }
}
