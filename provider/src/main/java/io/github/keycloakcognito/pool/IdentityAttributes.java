package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * Declares the pools' {@link IdentityAttribute} in the realm's user profile, where it is missing:
 * what is not declared there is lost when somebody saves the user. An attribute that is declared
 * already is left as the admin wants it.
 */
final class IdentityAttributes {

  private static final Logger LOG = Logger.getLogger(IdentityAttributes.class);

  private IdentityAttributes() {}

  /** Never fails: a profile that cannot be changed must not stop a realm or a pool. */
  static void declare(KeycloakSession session, RealmModel realm) {
    RealmModel before = session.getContext().getRealm();
    try {
      session.getContext().setRealm(realm);
      List<IdentityPool> pools = RealmPools.of(realm).all();
      if (!pools.isEmpty()) {
        declare(session.getProvider(UserProfileProvider.class), realm, pools);
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Realm %s: the user profile could not be extended", realm.getName());
    } finally {
      if (!Objects.equals(before, realm)) {
        session.getContext().setRealm(before);
      }
    }
  }

  private static void declare(
      UserProfileProvider profiles, RealmModel realm, List<IdentityPool> pools) {
    UPConfig profile = profiles.getConfiguration();
    List<IdentityPool> missing =
        pools.stream()
            .filter(pool -> profile.getAttribute(IdentityAttribute.nameFor(pool)) == null)
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(pool -> profile.addOrReplaceAttribute(IdentityAttribute.declaration(pool)));
    profiles.setConfiguration(profile);
    LOG.infof(
        "Realm %s: user profile attributes declared for the identities in its pools: %s",
        realm.getName(), missing.stream().map(IdentityAttribute::nameFor).toList());
  }
}
