package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure.Kind;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.RealmModel;

/** What Keycloak checks for its own endpoints, but not for those of extensions. */
public final class Transport {

  private Transport() {}

  /**
   * Refuses a request that Keycloak itself would not take.
   *
   * @throws RefusalException when the realm asks for TLS, or is switched off
   */
  public static void check(KeycloakContext context) {
    RealmModel realm = context.getRealm();
    boolean secure = "https".equals(context.getUri().getBaseUri().getScheme());
    if (!secure && realm.getSslRequired().isRequired(context.getConnection())) {
      throw RefusalException.of(Kind.ACCESS_DENIED, "HTTPS is required.");
    }
    if (!realm.isEnabled()) {
      throw RefusalException.of(Kind.ACCESS_DENIED, "The realm is not enabled.");
    }
  }
}
