package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.SignIn;
import java.time.Instant;
import java.util.Map;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * How and when the bearer of a token signed in: what the token says, and the session where the
 * token is a lightweight one or its mappers were taken away.
 */
final class SignIns {

  private SignIns() {}

  static SignIn of(AuthResult result) {
    Map<String, Integer> levels = AcrUtils.getAcrLoaMap(result.client());
    return new SignIn(level(result, levels), levels, time(result));
  }

  private static int level(AuthResult result, Map<String, Integer> levels) {
    String acr = result.token().getAcr();
    return acr == null ? ofSession(result.session(), result.client()) : number(acr, levels);
  }

  /** As Keycloak's own mapper for {@code acr} does, which lightweight tokens go without. */
  private static int ofSession(UserSessionModel session, ClientModel client) {
    AuthenticatedClientSessionModel clientSession =
        session.getAuthenticatedClientSessionByClient(client.getId());
    if (clientSession == null) {
      return 0;
    }
    int level = LoAUtil.getCurrentLevelOfAuthentication(clientSession);
    if (level >= Constants.MINIMUM_LOA) {
      return level;
    }
    return AuthenticationManager.isSSOAuthentication(clientSession) ? 0 : 1;
  }

  /** An acr value that means no level gives none. */
  private static int number(String acr, Map<String, Integer> levels) {
    Integer mapped = levels.get(acr);
    if (mapped != null) {
      return mapped;
    }
    try {
      return Integer.parseInt(acr);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Instant time(AuthResult result) {
    AccessToken token = result.token();
    if (token.getAuth_time() != null) {
      return Instant.ofEpochSecond(token.getAuth_time());
    }
    String noted = result.session().getNote(AuthenticationManager.AUTH_TIME);
    if (noted != null) {
      return Instant.ofEpochSecond(Long.parseLong(noted));
    }
    // A session without a sign-in, as a service account's, starts when its token is verified.
    long started = result.session().getStarted();
    return Instant.ofEpochSecond(
        token.getIat() == null ? started : Math.min(started, token.getIat()));
  }
}
