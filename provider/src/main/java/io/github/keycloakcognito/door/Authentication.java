package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/**
 * Who is calling. Keycloak's authenticator checks signature, life, revocation, session, client and
 * user of the access token, and a DPoP proof; the binding to a client certificate is left to each
 * endpoint, so it is checked here.
 */
public final class Authentication {

  private static final String REFUSED =
      "The access token is invalid, expired or revoked, or its session has ended.";

  private final KeycloakSession session;

  public Authentication(KeycloakSession session) {
    this.session = session;
  }

  /**
   * The user, session and client that an access token stands for.
   *
   * @throws RefusalException for whatever is not a valid access token of this realm
   */
  public AuthResult verify(BearerToken bearer) {
    if (bearer.isDpop()) {
      DpopProof.check(session.getContext().getHttpRequest().getHttpHeaders());
    }
    AuthResult result =
        new AppAuthManager.BearerTokenAuthenticator(session)
            .setTokenString(bearer.value())
            .authenticate();
    if (result == null) {
      throw RefusalException.of(Kind.INVALID_TOKEN, REFUSED);
    }
    checkBinding(bearer, result.token(), result.client());
    return result;
  }

  /** A copy of what the domain asks about the caller. */
  Caller caller(AuthResult result) {
    RealmModel realm = session.getContext().getRealm();
    UserModel user = result.user();
    String scope = result.token().getScope();
    return new Caller(
        realm.getId(),
        realm.getName(),
        user.getId(),
        result.client().getClientId(),
        result.session().getId(),
        scope == null ? Set.of() : Set.copyOf(List.of(scope.split(" ", -1))),
        user.getServiceAccountClientLink() != null,
        user.getRequiredActionsStream().findAny().isPresent(),
        user.getUsername(),
        SignIns.of(result));
  }

  /**
   * RFC 8705 section 3 and RFC 9449 section 7: a bound token is worth nothing without its proof.
   */
  private void checkBinding(BearerToken bearer, AccessToken token, ClientModel client) {
    AccessToken.Confirmation bound = token.getConfirmation();
    boolean toKey = bound != null && bound.getKeyThumbprint() != null;
    if (toKey && !bearer.isDpop()) {
      throw RefusalException.of(Kind.INVALID_TOKEN, "The access token asks for a DPoP proof.");
    }
    boolean toCertificate = bound != null && bound.getCertThumbprint() != null;
    boolean wanted = OIDCAdvancedConfigWrapper.fromClientModel(client).isUseMtlsHokToken();
    if ((toCertificate || wanted) && !(toCertificate && certificateFits(token))) {
      throw RefusalException.of(
          Kind.INVALID_TOKEN, "The access token asks for its client certificate.");
    }
  }

  private boolean certificateFits(AccessToken token) {
    return MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
        token, session.getContext().getHttpRequest(), session);
  }
}
