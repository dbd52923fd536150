package io.github.keycloakcognito.broker;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.models.IdentityProviderModel;

/**
 * Cognito's names of login providers (Cognito developer guide, "Identity pools third-party identity
 * providers").
 */
final class LoginProviders {

  private static final Map<String, String> BY_TYPE =
      Map.of(
          "google", "accounts.google.com",
          "facebook", "graph.facebook.com",
          "apple", "appleid.apple.com",
          "amazon", "www.amazon.com");

  /** They know users by access token; all others by ID token. */
  private static final Set<String> BY_ACCESS_TOKEN = Set.of("graph.facebook.com", "www.amazon.com");

  private static final Pattern SCHEME = Pattern.compile("^https?://");

  private LoginProviders() {}

  /** What Cognito calls {@code idp}; empty if it cannot know it. */
  static Optional<String> nameOf(IdentityPool pool, IdentityProviderModel idp) {
    return Optional.ofNullable(pool.linkedProviders().get(idp.getAlias()))
        .or(() -> Optional.ofNullable(BY_TYPE.get(idp.getProviderId())))
        .or(() -> issuer(idp));
  }

  private static Optional<String> issuer(IdentityProviderModel idp) {
    return Optional.ofNullable(idp.getConfig().get("issuer"))
        .filter(issuer -> !issuer.isBlank() && idp.getProviderId().contains("oidc"))
        .map(issuer -> SCHEME.matcher(issuer.trim()).replaceFirst(""));
  }

  /** The member of a stored token response that Cognito takes. */
  static String member(String provider) {
    return BY_ACCESS_TOKEN.contains(provider) ? "access_token" : "id_token";
  }
}
