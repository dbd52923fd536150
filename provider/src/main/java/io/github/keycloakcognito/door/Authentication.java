package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.List;
import java.util.Set;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.managers.GrantTypeEndpointRestrictionValidator;
import org.keycloak.services.util.DPoPUtil;
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
    AuthResult result = authenticated(bearer.value());
    if (result == null) {
      BearerToken.checkForm(bearer.value());
      throw RefusalException.of(Kind.INVALID_TOKEN, REFUSED);
    }
    checkBinding(result, bearer.isDpop());
    return result;
  }

  /** Null for a token that is not valid. */
  private AuthResult authenticated(String token) {
    try {
      return new AppAuthManager.BearerTokenAuthenticator(session)
          .setTokenString(token)
          .authenticate();
    } catch (RuntimeException e) {
      BearerToken.checkForm(token);
      throw e;
    }
  }

  /**
   * The user, session and client that a subject token stands for, by the rules of Keycloak's
   * standard token exchange. Where the token is bound to a key, the proof is the one that Keycloak
   * has verified for its token endpoint.
   *
   * @param token of a parameter, still unverified
   * @throws RefusalException for whatever is not a valid access token of this realm
   */
  public AuthResult verifySubject(String token) {
    BearerToken.checkForm(token);
    KeycloakContext context = session.getContext();
    AuthResult result =
        AuthenticationManager.verifyIdentityToken(
            session,
            context.getRealm(),
            context.getUri(),
            context.getConnection(),
            true,
            true,
            null,
            false,
            token,
            context.getHttpRequest().getHttpHeaders(),
            verifier -> verifier.withChecks(GrantTypeEndpointRestrictionValidator.check(session)));
    if (result == null) {
      throw RefusalException.of(Kind.INVALID_TOKEN, REFUSED);
    }
    DPoP proof = session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class);
    checkBinding(
        result,
        proof != null
            && proof.getThumbprint() != null
            && proof.getThumbprint().equals(keyOf(result.token())));
    return result;
  }

  /**
   * A copy of what the domain asks about the caller.
   *
   * @param client the one that calls
   */
  Caller caller(AuthResult result, ClientModel client) {
    RealmModel realm = session.getContext().getRealm();
    UserModel user = result.user();
    String scope = result.token().getScope();
    return new Caller(
        realm.getId(),
        realm.getName(),
        user.getId(),
        client.getClientId(),
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
  private void checkBinding(AuthResult result, boolean keyProven) {
    AccessToken token = result.token();
    OIDCAdvancedConfigWrapper client = OIDCAdvancedConfigWrapper.fromClientModel(result.client());
    boolean toKey = keyOf(token) != null;
    boolean keyWanted = Profile.isFeatureEnabled(Profile.Feature.DPOP) && client.isUseDPoP();
    if ((toKey || keyWanted) && !(toKey && keyProven)) {
      throw RefusalException.of(Kind.INVALID_TOKEN, "The access token asks for a DPoP proof.");
    }
    AccessToken.Confirmation bound = token.getConfirmation();
    boolean toCertificate = bound != null && bound.getCertThumbprint() != null;
    if ((toCertificate || client.isUseMtlsHokToken())
        && !(toCertificate && certificateFits(token))) {
      throw RefusalException.of(
          Kind.INVALID_TOKEN, "The access token asks for its client certificate.");
    }
  }

  /** The thumbprint of the key that a token is bound to; null where it is bound to none. */
  private static String keyOf(AccessToken token) {
    AccessToken.Confirmation bound = token.getConfirmation();
    return bound == null ? null : bound.getKeyThumbprint();
  }

  private boolean certificateFits(AccessToken token) {
    return MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
        token, session.getContext().getHttpRequest(), session);
  }
}
