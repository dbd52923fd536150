package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;

/** What components of both types have in common: settings, their form, and what a change brings. */
public final class PoolComponents {

  private static final Set<String> KNOWN =
      IdentityPoolConfigProperties.ALL.stream()
          .map(ProviderConfigProperty::getName)
          .collect(Collectors.toUnmodifiableSet());

  private PoolComponents() {}

  /** The settings, with labels and help in English. */
  public static List<ProviderConfigProperty> properties() {
    return IdentityPoolConfigProperties.ALL;
  }

  /**
   * The pool of a component that is about to be saved.
   *
   * @param besides names that may stand in the component although they are no settings of a pool
   * @throws ComponentValidationException if its form is wrong, or its alias taken
   */
  public static IdentityPool validate(
      RealmModel realm, ComponentModel component, Set<String> besides) {
    try {
      rejectUnknown(component, besides);
      IdentityPool pool = new IdentityPoolConfig(component.getConfig()).read();
      rejectTakenAlias(realm, component, pool.alias());
      return pool;
    } catch (InvalidSettingException e) {
      throw new ComponentValidationException(e.getMessage());
    }
  }

  /** Gives the realm what its pools need, after one of them was made or changed. */
  public static void changed(KeycloakSession session, RealmModel realm) {
    RequiredScopes.ensure(realm);
    IdentityAttributes.declare(session, realm);
  }

  /** Does the same at each start, for all realms that have components of {@code type}. */
  public static void keep(KeycloakSessionFactory factory, Class<? extends Provider> type) {
    RequiredScopes.keep(factory, type);
  }

  /** Keycloak would store what nobody reads: a mistyped setting has to be heard of. */
  private static void rejectUnknown(ComponentModel component, Set<String> besides) {
    for (String name : component.getConfig().keySet()) {
      if (!KNOWN.contains(name) && !besides.contains(name)) {
        throw new InvalidSettingException(
            name.replaceAll("[^A-Za-z0-9._-]", "?"),
            "is no setting of an identity pool; there are "
                + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  private static void rejectTakenAlias(RealmModel realm, ComponentModel component, String alias) {
    boolean taken =
        RealmPools.components(realm)
            .filter(other -> !other.getId().equals(component.getId()))
            .anyMatch(
                other ->
                    alias.equals(other.getConfig().getFirst(IdentityPoolConfigProperties.ALIAS)));
    if (taken) {
      throw new InvalidSettingException(
          IdentityPoolConfigProperties.ALIAS, "is taken by another identity pool of the realm");
    }
  }
}
