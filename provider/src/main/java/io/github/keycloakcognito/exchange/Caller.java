package io.github.keycloakcognito.exchange;

import java.util.Set;

/**
 * The authenticated bearer of an access token, as it stands at this very call. A copy: it stays
 * valid after Keycloak's transaction has ended.
 *
 * @param realmId Keycloak's id of the realm
 * @param realmName the name the operator binds pools to
 * @param userId Keycloak's user id, which becomes Cognito's developer user identifier
 * @param clientId the client the token was issued to
 * @param sessionId the user session
 * @param scopes the token's scopes, word by word
 * @param serviceAccount whether the user is a client's service account
 * @param actionRequired whether the user has a pending required action
 * @param username the user's name in Keycloak
 * @param signIn how and when the user signed in
 */
public record Caller(
    String realmId,
    String realmName,
    String userId,
    String clientId,
    String sessionId,
    Set<String> scopes,
    boolean serviceAccount,
    boolean actionRequired,
    String username,
    SignIn signIn) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
