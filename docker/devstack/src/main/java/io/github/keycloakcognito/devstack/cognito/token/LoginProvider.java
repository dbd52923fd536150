package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sign-in provider outside of the pool. The key of its JWTs exists in this process only, which
 * mints them.
 *
 * @param name the key in Logins
 * @param issuers what its JWTs may have as iss; the first is what they are minted with
 * @param tokens its opaque access tokens, which it would tell about when asked
 * @param unreachable whether it does not answer when asked for its keys or about a token
 */
public record LoginProvider(
    String name,
    List<String> issuers,
    Map<String, OpaqueToken> tokens,
    boolean unreachable,
    Optional<URI> jwksUri) {
  static final String FACEBOOK = "graph.facebook.com";
  private static final Map<String, List<String>> ISSUERS =
      Map.of(
          "accounts.google.com",
          List.of("https://accounts.google.com", "accounts.google.com"),
          FACEBOOK,
          List.of("https://www.facebook.com", "https://facebook.com"));

  /** A provider whose issuers follow from its name. */
  public static LoginProvider of(
      String name, Map<String, OpaqueToken> tokens, boolean unreachable) {
    return new LoginProvider(name, issuersOf(name), tokens, unreachable, Optional.empty());
  }

  /** The given ones, and the OIDC providers of the account that are not among them. */
  public static List<LoginProvider> all(
      Collection<LoginProvider> given, Collection<OidcProvider> iamProviders) {
    Map<String, LoginProvider> all = new LinkedHashMap<>();
    given.forEach(provider -> all.put(provider.name(), provider));
    iamProviders.forEach(
        iam ->
            all.computeIfAbsent(
                iam.conditionPrefix(),
                name ->
                    new LoginProvider(
                        name, List.of(iam.issuer()), Map.of(), false, iam.jwksUri())));
    return List.copyOf(all.values());
  }

  /** What the JWTs of a provider have as iss: its name with https, but for two. */
  static List<String> issuersOf(String name) {
    return ISSUERS.getOrDefault(name, List.of("https://" + name));
  }

  boolean mints(String issuer) {
    return jwksUri.isEmpty() && (name.equals(issuer) || issuers.contains(issuer));
  }

  void checkSignature(SignedJWT jwt) throws TokenException {
    if (jwksUri.isPresent()) {
      RemoteKeys.at(jwksUri.get()).checkSignature(jwt);
    } else {
      TokenVerifier.checkSignature(jwt, key());
    }
  }

  /** Private, to mint with; only where the provider has no keys of its own. */
  RSAKey key() {
    return Keys.forIssuer(issuers.get(0));
  }

  /** Names no token: they let people in. */
  @Override
  public String toString() {
    return "LoginProvider[" + name + "]";
  }
}
