package io.github.keycloakcognito.tokenexchange;

import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserConsentModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.managers.UserConsentManager;

/**
 * The client that asks for an exchange. One that exchanges its own access tokens could use them at
 * the REST doors as well, so it may be public and needs no switch. One that was handed a token must
 * be what Keycloak's standard token exchange asks for: confidential, with the exchange switched on,
 * and in the token's audience; and the token must not be bound to its sender.
 */
final class Requester {

  private final ClientModel client;
  private final AuthResult subject;

  Requester(ClientModel client, AuthResult subject) {
    this.client = client;
    this.subject = subject;
  }

  /**
   * @throws RefusalException if the client may not exchange the subject token
   */
  void check() {
    if (client.getId().equals(subject.client().getId())) {
      return;
    }
    if (client.isPublicClient()) {
      throw denied("A public client may exchange its own access tokens only.");
    }
    if (!OIDCAdvancedConfigWrapper.fromClientModel(client).isStandardTokenExchangeEnabled()) {
      throw denied("Standard token exchange is not enabled for this client.");
    }
    if (!subject.token().hasAudience(client.getClientId())) {
      throw denied("The client is not within the audience of the subject token.");
    }
    if (subject.token().getConfirmation() != null) {
      throw denied("The subject token is bound to the client it was issued to.");
    }
  }

  /** Why the client may not exchange for {@code pool}, or empty: its own scope, and the consent. */
  Optional<Failure> refusal(KeycloakSession session, IdentityPool pool) {
    ClientScopeModel scope = client.getClientScopes(true).get(pool.requiredScope());
    if (scope == null) {
      scope = client.getClientScopes(false).get(pool.requiredScope());
    }
    if (scope == null) {
      return Optional.of(
          Failure.of(
              Kind.INSUFFICIENT_SCOPE,
              "The client does not have the client scope " + pool.requiredScope() + "."));
    }
    if (client.isConsentRequired()
        && scope.isDisplayOnConsentScreen()
        && !granted(session, scope)) {
      return Optional.of(
          Failure.of(Kind.ACCESS_DENIED, "The user has not consented to this client's access."));
    }
    return Optional.empty();
  }

  private boolean granted(KeycloakSession session, ClientScopeModel scope) {
    UserConsentModel consent =
        UserConsentManager.getConsentByClient(
            session, client.getRealm(), subject.user(), client.getId());
    return consent != null && consent.isClientScopeGranted(scope);
  }

  private static RefusalException denied(String description) {
    return RefusalException.of(Kind.ACCESS_DENIED, description);
  }
}
