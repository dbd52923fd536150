package io.github.keycloakcognito.exchange;

/**
 * A user's login at another provider.
 *
 * @param provider Cognito's name of the provider
 * @param token the provider's, which proves whose login it is; secret
 */
public record Login(String provider, String token) {

  @Override
  public String toString() {
    return "Login[" + provider + "]";
  }
}
